"""SLiMS's exchange of bibliographies: eighteen columns in the order of its export.php; several values as ``<A><B>``.

Free of Django. Cells go out as they are: this is a file for programs, and a mark against formulas would come back as text.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core.sandbox.verdict import Refused
from elibrary.cataloguing.description import SlimsCells
from elibrary.cataloguing.folding import tidy
from elibrary.formats.tables import delimited
from elibrary.formats.tables.cells import Row, text
from elibrary.formats.tables.headings import SLIMS, plain

COLUMNS = SLIMS
MANY = ("authors", "topics", "item_code")
_OTHERS = {
    "gmd_name": "gmd",
    "publisher_name": "publisher",
    "series_title": "series",
    "language_name": "language",
    "place_name": "place",
    "sor": "sot",
    "authors": "author",
    "topics": "topic subject subjects",
    "item_code": "items item_codes",
}
"""How older versions and people call the same columns."""
_BY_HEADING = {plain(name): name for name in COLUMNS} | {
    plain(other): name for name, others in _OTHERS.items() for other in others.split()
}
_FEWEST_HEADINGS = 5
_MOST_LINES = 100
"""More lines than any note has; a reader of CSV takes more of them for an unclosed quote."""
_NOT_SLIMS = (
    "Ini bukan ekspor bibliografi SLiMS. Di SLiMS, pilih Bibliografi → Ekspor Data dan centang nama kolom di baris pertama, "
    "lalu unggah berkas CSV-nya."
)
_NARROW = "Baris ini terdiri atas {found} kolom, bukan {wanted}; mungkin ada tanda kutip atau koma yang tertinggal."
_UNTITLED = "Kolom title kosong."


@dataclass(frozen=True)
class SlimsRow:
    """One bibliography. ``cells`` has every column of COLUMNS; ``fault``: why the row can't be used."""

    line: int
    cells: Mapping[str, str]
    fault: str = ""

    def many(self, name: str) -> tuple[str, ...]:
        """``<A><B>``; a single value without brackets counts too."""
        parts = (" ".join(one.split()) for one in re.split(r"[<>]", self.cells.get(name, "")))
        return tuple(dict.fromkeys(one for one in parts if one))


def extract(path: str, out: str) -> dict[str, object]:
    """Entry point for the sandbox: the rows of ``path`` as lines of JSON in ``out``. Raises Refused."""
    count = 0
    with Path(out).open("w", encoding="ascii") as target:
        for row in rows(path):
            target.write(json.dumps(asdict(row)) + "\n")
            count += 1
    if not count:
        raise Refused(_NOT_SLIMS)
    return {"format": "slims", "records": count}


def row_of(line: bytes | str) -> SlimsRow:
    data = json.loads(line)
    cells = {name: value.replace("\x00", "") for name, value in data["cells"].items()}
    return SlimsRow(data["line"], cells, data["fault"])


def rows(path: str) -> Iterator[SlimsRow]:
    """By the headings where there are some, else by their order. Raises Refused for another kind of table."""
    source = (row for row in delimited.rows(path) if not row.is_blank)
    first = next(source, None)
    if first is None:
        raise Refused(_NOT_SLIMS)
    names = _headings(first)
    if names is None and len(_cells(first)) != len(COLUMNS):
        raise Refused(_NOT_SLIMS)
    if names is None:
        yield _read(first, COLUMNS)
    for row in source:
        yield _read(row, names or COLUMNS)


def line_of(cells: Sequence[str]) -> str:
    """Quotes inside are doubled, as every reader of CSV understands."""
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(cells)
    return target.getvalue()


def lines(found: Iterable[SlimsCells]) -> Iterator[str]:
    """A file with headings; ``authors``, ``topics`` and ``item_code`` are lists."""
    yield line_of(COLUMNS)
    for one in found:
        yield line_of([_many(one[name]) if name in MANY else _short(one[name]) for name in COLUMNS])


def _many(values: Iterable[str]) -> str:
    return "".join(f"<{tidy(value)}>" for value in values)


def _short(value: str) -> str:
    return value if value.count("\n") <= _MOST_LINES else " ".join(value.split())


def _headings(row: Row) -> list[str] | None:
    names = [_BY_HEADING.get(plain(text(cell)), "") for cell in row.cells]
    return names if "title" in names and len(set(names) - {""}) >= _FEWEST_HEADINGS else None


def _cells(row: Row) -> list[str]:
    """SLiMS ends its line of headings with one more comma."""
    cells = [text(cell) for cell in row.cells]
    return cells[:-1] if len(cells) == len(COLUMNS) + 1 and not cells[-1] else cells


def _read(row: Row, names: Sequence[str]) -> SlimsRow:
    cells = _cells(row)
    found = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    whole = {name: found.get(name, "") for name in COLUMNS}
    if row.fault:
        return SlimsRow(row.line, whole, row.fault)
    wanted = len([name for name in names if name])
    if len(cells) < wanted or any(cells[len(names) :]):
        return SlimsRow(row.line, whole, _NARROW.format(found=len(cells), wanted=wanted))
    return SlimsRow(row.line, whole, "" if whole["title"] else _UNTITLED)
