"""Which ordered title a delivered file is. Rules alone: no database, no file.

ISBNs come first, by how sure they are (the file's name, its metadata, its first and last pages), and those of the same
content in another form count as well. Where two of them name different titles none is used. Without an ISBN the
title decides, if one is clearly the nearest.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from elibrary.deliveries.isbns import isbns_in

NAME, METADATA, TEXT, TITLE = "isbn_name", "isbn_meta", "isbn_text", "title"
ALIKE = 0.88
AHEAD = 0.05
_NOISE = re.compile(r"(?:ebook|epub|pdf|final|fix|rev(?:isi)?\d*|v\d+|isbn|cetak|digital|[0-9]{8,}x?)")


@dataclass(frozen=True)
class Wanted:
    """A line of the order. ``offer`` is shared by lines under different licences, which one file serves all."""

    line: int
    offer: int
    title: str
    isbns: frozenset[str]
    takes_file: bool = True


@dataclass(frozen=True)
class Clues:
    """The data of a file: its names, the title in it, and its ISBNs by where they were found."""

    names: Sequence[str]
    title: str
    isbns: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Match:
    """``lines`` and how they were found; none, and then why and what the publisher can do."""

    lines: tuple[int, ...] = ()
    how: str = ""
    problem: str = ""
    advice: str = ""


RENAME = "Beri nama berkas dengan ISBN yang dipesan, lalu kirim lagi; perpustakaan juga dapat memasangkannya."


def match(clues: Clues, wanted: Collection[Wanted]) -> Match:
    """The lines of the one title that this file is, or why there is none."""
    names = list(dict.fromkeys(isbn for name in clues.names for isbn in isbns_in(name, is_name=True)))
    sources = {NAME: names, METADATA: clues.isbns.get("metadata", ()), TEXT: clues.isbns.get("text", ())}
    hits = {how: offers for how, isbns in sources.items() if (offers := _offers_with(isbns, wanted))}
    if hits:
        return _by_isbn(hits, wanted)
    return _by_title(clues, [*sources[METADATA], *sources[TEXT]], wanted)


def _by_isbn(hits: Mapping[str, set[int]], wanted: Collection[Wanted]) -> Match:
    agreed = set.intersection(*hits.values())
    if not agreed:
        return Match(
            problem="ISBN pada nama berkas dan ISBN di dalamnya menunjuk ke judul yang berbeda.",
            advice="Periksa apakah namanya tertukar, perbaiki, lalu kirim lagi dengan nama yang benar.",
        )
    if len(agreed) > 1:
        return Match(problem="Berkas ini memuat ISBN dari beberapa judul dalam pesanan.", advice=RENAME)
    return _lines_of(agreed.pop(), next(iter(hits)), wanted)


def _by_title(clues: Clues, isbns: Iterable[str], wanted: Collection[Wanted]) -> Match:
    scores: dict[int, float] = {}
    for one in wanted:
        said = [*(PurePosixPath(name).stem for name in clues.names), clues.title]
        scores[one.offer] = max(scores.get(one.offer, 0.0), *(likeness(one.title, words) for words in said))
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < ALIKE:
        return Match(problem="Berkas ini tidak cocok dengan judul mana pun dalam pesanan.", advice=RENAME)
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < AHEAD:
        return Match(problem="Judul berkas ini mirip dengan beberapa judul dalam pesanan.", advice=RENAME)
    best = next(one for one in wanted if one.offer == ranked[0][0])
    other = next(iter(isbns), "")
    if other and best.isbns:
        return Match(
            problem=f"Judulnya mirip “{best.title[:150]}”, tetapi ISBN di dalam berkas ({other}) bukan yang dipesan.",
            advice="Periksa apakah ini edisi yang dipesan. Bila benar, hubungi perpustakaan untuk memasangkannya.",
        )
    return _lines_of(best.offer, TITLE, wanted)


def _lines_of(offer: int, how: str, wanted: Collection[Wanted]) -> Match:
    lines = [one for one in wanted if one.offer == offer]
    takers = tuple(one.line for one in lines if one.takes_file)
    if not takers:
        return Match(
            problem=f"“{lines[0].title[:150]}” dipesan tanpa berkas (cetak, atau dibaca di platform luar).",
            advice="Berkas ini tidak diperlukan. Hubungi perpustakaan bila menurut Anda ini keliru.",
        )
    return Match(lines=takers, how=how)


def _offers_with(isbns: Iterable[str], wanted: Collection[Wanted]) -> set[int]:
    asked = set(isbns)
    return {one.offer for one in wanted if one.isbns & asked}


def likeness(title: str, words: str) -> float:
    """0 to 1. A title that ``words`` contain completely is nearly sure; a number in it (volume, year) has to be there."""
    wanted, said = _tokens(title), _tokens(words)
    if not wanted or not said:
        return 0.0
    if any(token.isdigit() and token not in said for token in wanted):
        return 0.0
    if set(wanted) <= set(said) and (len(wanted) > 1 or len(wanted[0]) >= 8 or wanted == said):
        return 0.9 + 0.1 * min(1.0, len(wanted) / len(said))
    return SequenceMatcher(None, " ".join(wanted), " ".join(said), autojunk=False).ratio() * 0.95


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [token for token in re.findall(r"[a-z0-9]+", plain) if not _NOISE.fullmatch(token)]
