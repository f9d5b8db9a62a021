from collections.abc import Iterator
from pathlib import Path

from core.sandbox.verdict import Refused
from elibrary.formats.records import Extracted
from elibrary.formats.tables import delimited, layout, product, workbook
from elibrary.formats.tables.cells import Row
from elibrary.formats.tables.headings import Mapping
from elibrary.formats.tables.layout import Table
from elibrary.formats.tables.workbook import Sheet
from elibrary.formats.values.money import RUPIAH

_ZIP = b"PK\x03\x04"


def records(path: str, *, mapping: dict[str, str] | None = None, currency: str = RUPIAH) -> Iterator[Extracted]:
    """A verdict for every row below the headings. ``mapping``: heading → field. Raises Refused for a file without any."""
    found = 0
    for sheet in sheets_of(path):
        table = layout.find(sheet.rows, mapping)
        if table is None:
            continue
        found += 1
        place = f"{sheet.title}: " if found > 1 else ""
        yield from _verdicts(table, currency, place)
    if not found:
        raise Refused(_without_headings(path))


def read_mapping(path: str, *, mapping: dict[str, str] | None = None) -> Mapping:
    """Of the first table in the file. Raises Refused."""
    for sheet in sheets_of(path):
        if table := layout.find(sheet.rows, mapping):
            return table.mapping
    raise Refused(_without_headings(path))


def _verdicts(table: Table, currency: str, place: str) -> Iterator[Extracted]:
    for row in table.rows:
        if not (row.is_blank or row.is_band or _repeats(row, table)):
            yield product.extracted(row, table.mapping, currency=currency, place=place)


def _repeats(row: Row, table: Table) -> bool:
    """The headings repeated, as at the top of every printed page."""
    words = [one for one in table.mapping.headings if one]
    return bool(words) and [str(cell).strip() for cell in row.cells if str(cell).strip()] == words


def sheets_of(path: str) -> Iterator[Sheet]:
    with Path(path).open("rb") as source:
        is_workbook = source.read(len(_ZIP)) == _ZIP
    return workbook.sheets(path) if is_workbook else iter([Sheet("", delimited.rows(path))])


def _without_headings(path: str) -> str:
    seen = max((layout.seen(sheet.rows) for sheet in sheets_of(path)), key=len, default=[])
    words = ", ".join(f"“{word[:40]}”" for word in seen[:8])
    found = f" Yang ada: {words}." if words else ""
    return (
        f"Judul kolom tidak dikenali di {layout.HEADER_ROWS} baris pertama.{found} Perlu kolom Judul dan paling "
        "sedikit satu kolom lain, seperti ISBN, Pengarang, atau Harga."
    )
