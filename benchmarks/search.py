"""How fast the index takes pages and answers, on generated Indonesian pages.

Run: ``python benchmarks/search.py [--pages 10000]``. Prints a table and, as its last line, JSON. The words are the site's
own roots with affixes, drawn with the long tail of real text (frequency ∝ 1/rank); the index lies in a temporary folder.
"""

import argparse
import itertools
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django

django.setup()

from core.search.engines.whoosh import WhooshEngine  # noqa: E402
from core.search.language.lexicon import LEXICON  # noqa: E402
from core.search.protocol import Document  # noqa: E402
from core.search.query.parser import parse  # noqa: E402

WORDS_A_PAGE = 300
PAGES_A_BOOK = 200
ROUNDS = 40
AFFIXES = ("{}", "{}", "{}", "{}nya", "di{}", "ber{}", "pe{}an", "{}an", "ke{}an", "di{}kan")
GLUE = ("yang", "dan", "di", "untuk", "dengan", "pada", "dari")


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    words = [affix.format(root) for root in sorted(LEXICON) for affix in set(AFFIXES)]
    chance.shuffle(words)
    return words, list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))


def pages(count: int, words: list[str], weights: list[float], chance: random.Random) -> Iterator[Document]:
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS_A_PAGE)
        sentences = [
            f"{' '.join(drawn[start : start + 6])} {chance.choice(GLUE)} {' '.join(drawn[start + 6 : start + 12])}."
            for start in range(0, WORDS_A_PAGE, 12)
        ]
        book = number // PAGES_A_BOOK
        yield Document(
            "buku", str(book), number % PAGES_A_BOOK + 1, f"Buku {book} tentang {words[book]}", " ".join(sentences)
        )


def timed(work: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=10_000)
    count = options.parse_args().pages
    chance = random.Random(2024)
    words, weights = vocabulary(chance)
    documents = list(pages(count, words, weights, chance))
    sentence = documents[count // 2].body.split(".")[1].strip()
    questions = {
        "frequent word": words[2],
        "rare word": words[3000],
        "three words": f"{words[5]} {words[40]} {words[90]}",
        "any of three": f"{words[5]} ATAU {words[40]} ATAU {words[90]}",
        "phrase (sentence)": f'"{sentence}"',
    }
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        started = time.perf_counter()
        engine.rebuild(documents)
        rate = count / (time.perf_counter() - started)
        started = time.perf_counter()
        engine.replace("buku", "0", documents[:PAGES_A_BOOK])
        replaced = time.perf_counter() - started
        times = {name: timed(partial(engine.search, parse(text))) for name, text in questions.items()}
        times["nearest word"] = timed(lambda: engine.nearest("pelatihna"))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    report(count, rate, replaced, times, size)


def report(count: int, rate: float, replaced: float, times: dict[str, list[float]], size: int) -> None:
    figures = {
        name: {"p50_ms": round(statistics.median(taken), 1), "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1)}
        for name, taken in times.items()
    }
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count} pages of {WORDS_A_PAGE} words: {rate:.0f} pages/s, index {size / 1e6:.0f} MB, peak memory {megabytes} MB"
    )
    print(f"a book of {PAGES_A_BOOK} pages replaced in {replaced:.1f} s")
    print(f"{'query':<20}{'p50 ms':>10}{'p95 ms':>10}")
    for name, figure in figures.items():
        print(f"{name:<20}{figure['p50_ms']:>10}{figure['p95_ms']:>10}")
    print(
        json.dumps(
            {"pages": count, "pages_per_second": round(rate), "replace_seconds": round(replaced, 2), "queries": figures}
        )
    )


if __name__ == "__main__":
    main()
