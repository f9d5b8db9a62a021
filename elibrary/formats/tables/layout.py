"""Where a table begins: its headings are in the first rows, maybe in two of them, maybe under a letterhead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from elibrary.formats.tables import headings
from elibrary.formats.tables.cells import Row, text
from elibrary.formats.tables.headings import SLIMS, Mapping
from elibrary.formats.values.prose import one_line

HEADER_ROWS = 30
"""The most rows above the headings: a title, an address and a date."""


@dataclass(frozen=True)
class Table:
    """``line`` 0: the headings aren't in the file. ``rows`` is read once."""

    mapping: Mapping
    line: int
    rows: Iterator[Row] = field(compare=False)


def find(rows: Iterator[Row], decided: dict[str, str] | None = None) -> Table | None:
    """None where no row is one of headings."""
    first = list(islice(rows, HEADER_ROWS + 1))
    for at, row in enumerate(first):
        mapping = headings.read(_texts(row), decided)
        if mapping.is_header:
            return _with_second_row(mapping, row.line, first[at + 1 :], rows, decided)
    if first and _is_slims(first[0]):
        return Table(headings.read(SLIMS, decided), 0, chain(first, rows))
    return None


def seen(rows: Iterator[Row]) -> list[str]:
    """The texts of the widest of the first rows: most likely unknown headings."""
    first = list(islice(rows, HEADER_ROWS))
    return max(([one for one in _texts(row) if one] for row in first), key=len, default=[])


def guess(rows: list[Row]) -> Table:
    """The widest of the first rows, taken as unknown headings; the first of several."""
    at = max(range(min(len(rows), HEADER_ROWS)), key=lambda at: sum(map(bool, _texts(rows[at]))), default=0)
    texts = _texts(rows[at]) if rows else []
    return Table(headings.read(texts, {}), rows[at].line if rows else 0, iter(rows[at + 1 :]))


def _texts(row: Row) -> list[str]:
    return [one_line(text(cell))[:100] for cell in row.cells]


def _with_second_row(
    mapping: Mapping, line: int, after: list[Row], rows: Iterator[Row], decided: dict[str, str] | None
) -> Table:
    """``Harga`` over ``Cetak`` and ``Digital``: a row only below and beside a heading, with words in it."""
    if after and (joined := _joined(mapping, after[0])):
        return Table(headings.read(joined, decided), line, chain(after[1:], rows))
    return Table(mapping, line, chain(after, rows))


def _joined(mapping: Mapping, below: Row) -> list[str] | None:
    above = list(mapping.headings)
    second = (_texts(below) + [""] * len(above))[: len(above)]
    gaps = {at for at, heading in enumerate(above) if not heading}
    groups = gaps | {at - 1 for at in gaps}
    filled = {at for at, one in enumerate(second) if one}
    if not filled or not filled & gaps or filled - groups or any(sign.isdigit() for one in second for sign in one):
        return None
    over = ""
    for at, heading in enumerate(above):
        over = heading or over
        above[at] = f"{over} {second[at]}".strip() if at in filled else heading
    return above


def _is_slims(row: Row) -> bool:
    """SLiMS puts authors, topics and item codes in angle brackets."""
    ends = [text(cell) for cell in row.cells[15:18]]
    return len(ends) == 3 and any(one.startswith("<") and one.endswith(">") for one in ends)
