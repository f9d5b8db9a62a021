"""What the columns of a file were taken for, with samples, also where no row was recognised as headings."""

from collections.abc import Iterator, Mapping
from itertools import islice

from elibrary.formats.tables import headings, layout
from elibrary.formats.tables.cells import Row, text
from elibrary.formats.tables.headings import plain
from elibrary.formats.tables.layout import Table
from elibrary.formats.tables.reader import sheets_of
from elibrary.formats.tables.units import Unit
from elibrary.formats.values.prose import one_line

SAMPLES = 3
_ROWS = 50
_LONGEST = 80


def columns(path: str, mapping: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """Of the first table in the file: heading, field, samples, unit, and whether staff decided it. Empty for none."""
    decided = dict(mapping or {})
    sheets = [list(islice(sheet.rows, layout.HEADER_ROWS + _ROWS)) for sheet in sheets_of(path)]
    tables = (layout.find(iter(rows), decided) for rows in sheets)
    table = next((one for one in tables if one), None)
    if table is None:
        table = max((layout.guess(rows) for rows in sheets), key=lambda one: len(one.mapping.headings), default=None)
    return _columns(table, {plain(heading) for heading in decided}) if table else []


def _columns(table: Table, decided: set[str]) -> list[dict[str, object]]:
    rows = list(islice((row for row in table.rows if not (row.is_blank or row.is_band)), _ROWS))
    return [
        {
            "heading": heading,
            "field": field,
            "samples": _samples(rows, at),
            "unit": unit.words,
            "is_decided": bool(heading) and plain(heading) in decided,
        }
        for at, (heading, field, unit) in enumerate(_by_column(table.mapping))
    ]


def _by_column(mapping: headings.Mapping) -> Iterator[tuple[str, str, Unit]]:
    return zip(mapping.headings, mapping.fields, mapping.units, strict=True)


def _samples(rows: list[Row], at: int) -> list[str]:
    texts = (one_line(text(row.cells[at]))[:_LONGEST] for row in rows if at < len(row.cells))
    return list(islice(dict.fromkeys(one for one in texts if one), SAMPLES))
