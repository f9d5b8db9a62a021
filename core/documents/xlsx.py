"""Spreadsheets for people: the one place that writes XLSX.

A sheet is a header and typed rows. Rows are written one by one, so that a list of any length needs the memory of one row.
What people typed stays text: nothing in a cell can become a formula, also not after the cell was edited (OWASP, CSV/formula
injection).
"""

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.http import FileResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 1_048_576
"""Rows a sheet can hold, the header among them (Excel's limit)."""
MAX_CHARACTERS = 32_767
"""What a cell can hold (Excel's limit)."""
MAX_DIGITS = 15
"""Spreadsheets keep numbers as doubles: a longer one (NIK, ISBN) would lose its last digits and stays text."""

DATE_FORMAT = "dd-mm-yyyy"
DATETIME_FORMAT = "dd-mm-yyyy hh:mm"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_SHEET_TITLES = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_FILE_NAMES = re.compile(r"[^\w.\-]+")
_HEADER = (Font(bold=True), Alignment(wrap_text=True, vertical="top"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")


class TooManyRows(ValueError):
    """More rows than a sheet can hold; the caller narrows the selection."""


@dataclass(frozen=True)
class Column:
    """``width`` in characters; None makes room for the title. ``wrap`` breaks long text into lines.

    ``text``: what somebody types into the column's empty cells stays text, so that a NIK keeps all of its digits.
    """

    title: str
    width: float | None = None
    wrap: bool = False
    text: bool = False


@dataclass(frozen=True)
class Sheet:
    """``rows`` may be a generator, read once. ``frozen_columns`` at the left stay in sight beside the header.

    ``footer`` is one more row in bold, such as totals: below the rows, outside of what the filter sorts and hides.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    frozen_columns: int = 0
    footer: Sequence[Any] = ()


def write_workbook(target: str | Path | IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write ``sheets`` in their order. Raises TooManyRows; nothing is left on the disk then."""
    workbook = Workbook(write_only=True)
    try:
        for sheet in sheets:
            _write_sheet(workbook, sheet)
    except BaseException:
        workbook.save(BytesIO())  # openpyxl keeps each sheet in a temporary file until the workbook is saved
        raise
    workbook.save(target)


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    target = BytesIO()
    write_workbook(target, sheets)
    return target.getvalue()


def workbook_response(sheets: Iterable[Sheet], *, filename: str) -> FileResponse:
    """A download named ``filename`` + ".xlsx", kept in a temporary file until it is sent and by no cache.

    Raises TooManyRows.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        write_workbook(target, sheets)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    name = _NOT_IN_FILE_NAMES.sub("-", filename.removesuffix(".xlsx")).strip("-.") or "data"
    response = FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE)
    response["Cache-Control"] = "private, no-store"
    return response


def _write_sheet(workbook: Workbook, sheet: Sheet) -> None:
    """Frozen panes and widths stand before the rows in the file, the filter after them."""
    page = workbook.create_sheet(_sheet_title(sheet.title, workbook.sheetnames))
    page.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    for number, column in enumerate(sheet.columns, start=1):
        width = column.width if column.width is not None else min(max(len(column.title) + 4, 10), 40)
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = width
        if column.text:
            dimension.number_format = "@"
    page.append([_header_cell(page, column.title) for column in sheet.columns])
    last_row = 1
    for last_row, row in enumerate(sheet.rows, start=2):
        if last_row > MAX_ROWS:
            raise TooManyRows(sheet.title)
        page.append(list(_cells(page, sheet.columns, row)))
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last_row}"
    if sheet.footer:
        page.append([_in_bold(cell) for cell in _cells(page, sheet.columns, sheet.footer)])


def _sheet_title(title: str, taken: Sequence[str]) -> str:
    """At most 31 characters, none that Excel refuses, no name twice (compared without case)."""
    clean = _NOT_IN_SHEET_TITLES.sub(" ", title).strip("' ")[:31].strip() or "Data"
    names, number, unique = {name.casefold() for name in taken}, 1, clean
    while unique.casefold() in names:
        number += 1
        unique = f"{clean[: 31 - len(f' ({number})')]} ({number})"
    return unique


def _header_cell(page: Any, title: str) -> WriteOnlyCell:
    cell = _text_cell(page, title)
    cell.font, cell.alignment = _HEADER
    return cell


def _in_bold(cell: WriteOnlyCell) -> WriteOnlyCell:
    cell.font = Font(bold=True)
    return cell


def _cells(page: Any, columns: Sequence[Column], row: Sequence[Any]) -> Iterator[WriteOnlyCell]:
    for column, value in zip(columns, row, strict=True):
        cell = _cell(page, value)
        cell.alignment = _WRAPPED if column.wrap else _TOP
        if column.text:
            cell.number_format = "@"
        yield cell


def _cell(page: Any, value: Any) -> WriteOnlyCell:
    """Dates and numbers keep their type; moments are told in the office's time zone; everything else is text."""
    if value is None:
        return WriteOnlyCell(page)
    if isinstance(value, bool):
        return _text_cell(page, "ya" if value else "tidak")
    if isinstance(value, int) and len(str(abs(value))) <= MAX_DIGITS:
        return WriteOnlyCell(page, value)
    if isinstance(value, float | Decimal) and Decimal(value).is_finite():
        return WriteOnlyCell(page, value)
    if isinstance(value, dt.datetime):
        moment = timezone.make_naive(value) if timezone.is_aware(value) else value
        return _dated_cell(page, moment.replace(microsecond=0), DATETIME_FORMAT)
    if isinstance(value, dt.date):
        return _dated_cell(page, value, DATE_FORMAT)
    return _text_cell(page, str(value))


def _dated_cell(page: Any, value: dt.date, number_format: str) -> WriteOnlyCell:
    if value.year < 1900:  # before the calendar of spreadsheets
        return _text_cell(page, value.isoformat())
    cell = WriteOnlyCell(page, value)
    cell.number_format = number_format
    return cell


def _text_cell(page: Any, text: str) -> WriteOnlyCell:
    """The prefix mark keeps "=1+1" text when somebody edits the cell; the text itself is as it was typed."""
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_CHARACTERS])
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    return cell
