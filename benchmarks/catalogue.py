"""How fast catalogues come in: ``python benchmarks/catalogue.py [--records 10000] [--formats onix-3.0,csv]``.

Every format brings the same generated books in for a publisher of its own, and then once more, when nothing changes. Growth:
a list of 1,000 other books is brought in, changed and brought in again for a publisher who has 1,000, 10,000 and 50,000
offers. Each import runs in a process of its own with the production settings, the way ``manage.py import_catalogue`` does
it: file, sandbox, report, offers. Memory is the largest sum over that process and its sandbox.

SQLite in a temporary folder, or PostgreSQL with ``DATABASE_URL=postgres://user@host:port/any``: a database of its own,
dropped at the end. Prints a table and one JSON line, and ends with status 1 where a target is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from catalogue_files import WRITERS, write
from learning import database
from pages import ROOT, environment, python

MAIN = "onix-3.0"
SECONDS, MEGABYTES, GROWTH = 60, 300, 1.2
SIZES = (1_000, 10_000, 50_000)
LIST = 1_000
LOOK_EVERY = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")
IMPORT = """
import json, time
from pathlib import Path
from elibrary.catalogue.services.command import catalogue_import_path
from elibrary.catalogue.selectors import catalogue_summary
start = time.perf_counter()
run = catalogue_import_path(path=Path({path!r}), publisher={publisher!r}, format="auto", dry_run=False)
seconds = time.perf_counter() - start
assert run.checked_at, run.message
summary = catalogue_summary(run).as_json()
print("RUN", json.dumps({{**summary, "seconds": seconds, "check": (run.checked_at - run.created_at).total_seconds()}}))
"""
FILL = """
import sys
sys.path.insert(0, {folder!r})
from catalogue_fill import fill
fill(publisher={publisher!r}, offers={offers}, path={path!r})
"""


class Watch(threading.Thread):
    """Looks at the memory of a process and of those below it until it ends."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(LOOK_EVERY):
            self.most = max(self.most, sum(resident(pid) for pid in tree(self.pid)))


def tree(pid: int) -> Iterator[int]:
    """A child that is about to become another program still shares its parent's memory and isn't counted twice."""
    yield pid
    with suppress(OSError):
        own = Path(f"/proc/{pid}/cmdline").read_bytes()
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            if Path(f"/proc/{child}/cmdline").read_bytes() != own:
                yield from tree(int(child))


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def bring_in(env: dict[str, str], path: Path, publisher: str) -> dict[str, Any]:
    """One import: seconds, megabytes and what came of the records. Raises SystemExit with the end of its complaint."""
    code = IMPORT.format(path=str(path), publisher=publisher)
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watch = Watch(process.pid)
    watch.start()
    said, complaint = process.communicate()
    watch.ended.set()
    watch.join()
    if process.returncode:
        raise SystemExit(complaint[-3000:])
    facts = json.loads(next(line for line in said.splitlines() if line.startswith("RUN "))[4:])
    return {**facts, "megabytes": round(watch.most / 1_000_000)}


def by_format(env: dict[str, str], folder: Path, forms: list[str], records: int) -> list[dict[str, Any]]:
    """A row for each format: the first import, and the same file again."""
    rows = []
    for form in forms:
        path = folder / f"{form}.katalog"
        write(form, path, first=1, count=records)
        first, again = (bring_in(env, path, f"ukur-{form.replace('.', '-')}") for _ in range(2))
        is_whole = (first["created"], again["unchanged"]) == (records, records)
        missed = [] if is_whole else ["not every record came in"]
        for name, run in (("first", first), ("again", again)):
            if form == MAIN and run["seconds"] > SECONDS:
                missed.append(f"{name}: over {SECONDS} s")
            if run["megabytes"] > MEGABYTES:
                missed.append(f"{name}: over {MEGABYTES} MB")
        rows.append({"format": form, "file_megabytes": round(path.stat().st_size / 1e6, 1), "first": first, "again": again})
        rows[-1]["missed"] = missed
        path.unlink()
    return rows


def growth(env: dict[str, str], folder: Path, sizes: list[int], rounds: int) -> list[dict[str, Any]]:
    """A row for each number of offers: the time for one record of a list that is new, then dearer, then the same.

    The best of ``rounds``: what else the machine does can only add to it.
    """
    rows: list[dict[str, Any]] = []
    names = ("new", "changed", "same")
    for size in sizes:
        code = FILL.format(
            folder=str(Path(__file__).parent), publisher="tumbuh", offers=size, path=str(folder / "isi.katalog")
        )
        python(ROOT, env, "manage.py", "shell", "-v0", "-c", code)
        times: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(rounds):
            first = 900_000 - (turn + 1) * LIST - size
            for name, dearer in zip(names, (0, 1_000, 1_000), strict=True):
                path = folder / "tumbuh.katalog"
                write(MAIN, path, first=first, count=LIST, dearer=dearer)
                times[name].append(bring_in(env, path, "tumbuh")["seconds"] / LIST * 1000)
        row = {name: round(min(times[name]), 2) for name in names}
        rows.append({"offers": size, "ms_a_record": row, "growth": 1.0, "missed": []})
        together = sum(row.values()) / sum(rows[0]["ms_a_record"].values())
        rows[-1]["growth"] = round(together, 2)
        if together > GROWTH:
            rows[-1]["missed"].append(f"growth over {GROWTH}")
    return rows


@contextmanager
def site(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty site on the database that the caller's DATABASE_URL names the kind of."""
    url = os.environ.get("DATABASE_URL", "")
    env = environment(folder)
    if url.startswith("postgres"):
        server = url.rpartition("/")[0]
        with database(server, "catalogue") as own:
            yield migrated({**env, "DATABASE_URL": f"{server}/{own}"})
    else:
        yield migrated(env)


def migrated(env: dict[str, str]) -> dict[str, str]:
    python(ROOT, env, "manage.py", "migrate", "-v0")
    return env


def show(formats: list[dict[str, Any]], grown: list[dict[str, Any]]) -> None:
    headings = (
        ("file MB", 9),
        ("records/s", 11),
        ("s", 7),
        ("check s", 9),
        ("MB", 6),
        ("again: records/s", 18),
        ("s", 7),
        ("MB", 6),
    )
    print(f"{'format':10}" + "".join(f"{heading:>{width}}" for heading, width in headings))
    for row in formats:
        first, again = row["first"], row["again"]
        print(
            f"{row['format']:10}{row['file_megabytes']:>9}{first['total'] / first['seconds']:>11.0f}{first['seconds']:>7.1f}"
            f"{first['check']:>9.1f}{first['megabytes']:>6}{again['total'] / again['seconds']:>18.0f}"
            f"{again['seconds']:>7.1f}{again['megabytes']:>6}  {', '.join(row['missed'])}"
        )
    if grown:
        print(f"{'offers':>10}{'new ms':>9}{'changed ms':>12}{'same ms':>9}{'growth':>8}   for one record")
    for row in grown:
        new, changed, same = row["ms_a_record"].values()
        print(f"{row['offers']:>10}{new:>9}{changed:>12}{same:>9}{row['growth']:>8}  {', '.join(row['missed'])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--formats", type=lambda text: [form for form in text.split(",") if form], default=list(WRITERS))
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",") if size], default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sijawara-bench-") as temporary:
        folder = Path(temporary)
        (folder / "site").mkdir()
        with site(folder / "site") as env:
            grown = growth(env, folder, options.sizes, options.rounds)
            formats = by_format(env, folder, options.formats, options.records)
    show(formats, grown)
    kind = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    result = {"benchmark": "catalogue", "database": kind, "records": options.records, "formats": formats, "growth": grown}
    print(json.dumps(result))
    if any(row["missed"] for row in (*formats, *grown)):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
