"""XLSX, read row by row. Formulas are read as the values cached by the spreadsheet program."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.django_patches.worksheet_xml import open_worksheet_xml
from core.sandbox.verdict import Refused
from elibrary.formats.tables.cells import Cell, Row

MOST_COLUMNS = 300
MOST_EMPTY_ROWS = 1000
"""Behind so many empty rows in a row nothing follows: formats were painted down to the last row of the sheet."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_BROKEN = "Lembar ini rusak mulai baris ini: baris ini dan sesudahnya tidak dapat dibaca."
_CHUNK = 1024 * 1024
_OVERLAP = 200
_MOST_MERGED = 20_000


@dataclass(frozen=True)
class Sheet:
    title: str
    rows: Iterator[Row]


@dataclass
class _Span:
    left: int
    top: int
    right: int
    bottom: int
    value: Cell = ""


def sheets(path: str) -> Iterator[Sheet]:
    """The visible sheets; each is read before the next is requested. Raises Refused.

    Opened here, because openpyxl goes by the name of a file that it opens itself; loaded here, because it takes longer
    than reading a catalogue of any other kind.
    """
    from openpyxl import load_workbook

    with Path(path).open("rb") as source:
        try:
            workbook = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, TypeError, AttributeError) as error:
            raise Refused("Berkas XLSX ini rusak. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.") from error
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                yield Sheet(sheet.title[:60], _rows(sheet))


def _rows(sheet: Any) -> Iterator[Row]:
    """A damaged part of the sheet's own file ends it with a row that reports it."""
    sheet.reset_dimensions()  # the size declared in a file is often wrong
    line = 0
    try:
        for row in _merged_rows(sheet, _spans(sheet)):
            line = row.line
            yield row
    except (SyntaxError, ValueError, KeyError, IndexError, TypeError, OverflowError, zipfile.BadZipFile, zlib.error):
        yield Row(line + 1, fault=_BROKEN)


def _merged_rows(sheet: Any, spans: list[_Span]) -> Iterator[Row]:
    empty, begun, here = 0, 0, list[_Span]()
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        values = [_value(cell) for cell in cells[:MOST_COLUMNS]]
        while begun < len(spans) and spans[begun].top <= line:
            here.append(spans[begun])
            begun += 1
        here = [span for span in here if span.bottom >= line]
        is_band = _is_band(values, here)
        _fill(values, here, line)
        empty = 0 if any(values) else empty + 1
        if empty > MOST_EMPTY_ROWS:
            return
        yield Row(line, tuple(values), is_band=is_band)


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: int | float) -> Cell:
    """Spreadsheets store doubles: 15 digits give the typed number."""
    if isinstance(value, int):
        return Decimal(value)
    number = Decimal(f"{value:.15g}")
    return Decimal(format(number, "f")) if number.is_finite() and abs(number.adjusted()) < 30 else str(value)


def _spans(sheet: Any) -> list[_Span]:
    """Merged cells, by their first row. They follow all rows in the file, so it is scanned first."""
    found: list[_Span] = []
    with open_worksheet_xml(sheet) as source:
        rest = b""
        while chunk := source.read(_CHUNK):
            data = rest + chunk
            ends = 0
            for one in _MERGED.finditer(data):
                ends = one.end()
                if len(found) < _MOST_MERGED:
                    found.append(_Span(*_corner(one[1], one[2]), *_corner(one[3], one[4])))
            rest = data[max(ends, len(data) - _OVERLAP) :]
    return sorted(found, key=lambda span: span.top)


def _corner(column: bytes, row: bytes) -> tuple[int, int]:
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(column.decode()) - 1, int(row)


def _is_band(values: list[Cell], spans: list[_Span]) -> bool:
    filled = [at for at, value in enumerate(values) if value]
    return len(filled) == 1 and any(span.left == filled[0] < span.right for span in spans)


def _fill(values: list[Cell], spans: list[_Span], line: int) -> None:
    """A cell merged over several rows holds for each of them: the publisher or the category of a group of books."""
    for span in spans:
        if span.left >= len(values):
            continue
        if line == span.top:
            span.value = values[span.left]
        elif span.value and not values[span.left]:
            values[span.left] = span.value
