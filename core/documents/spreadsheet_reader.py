"""Runs in the sandbox: reads a table in a spreadsheet cell by cell, without judging what stands in it. Free of Django.

A cell is its kind and its text. The kind matters: a number has lost leading zeros and, beyond 15 digits, its last ones.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.django_patches.worksheet_xml import open_worksheet_xml
from core.sandbox.verdict import Refused

MOST_COLUMNS = 100
HEADER_ROWS = 30
"""A title, an address and a date may stand above the headings, but no more than this."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]+(\d+)(?::[A-Z]+(\d+))?"')
_MOST_XML = 64 * 1024 * 1024

TEXT, NUMBER, DATE, FORMULA, FAULT = "text", "number", "date", "formula", "fault"
Cell = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """What a table is expected to be. ``column_of`` gives our name of a heading, ``labels`` the heading of our name.

    ``is_header`` judges the names found in a row. ``needed``, ``nothing`` and ``too_many`` are sentences for whoever made
    the file. ``lines``: line breaks inside a cell are kept.
    """

    column_of: Callable[[str], str | None]
    labels: dict[str, str]
    is_header: Callable[[set[str]], bool]
    needed: str
    nothing: str
    too_many: str
    most_rows: int
    most_characters: int = 500
    lines: bool = False


@dataclass(frozen=True)
class _Table:
    sheet: Any
    header: int
    columns: dict[int, str]
    ignored: list[str]
    rows: Iterator[tuple[int, Sequence[Any]]]


def read_table(path: str, layout: Layout) -> dict[str, Any]:
    """The rows of the first visible sheet with headings. Raises Refused with a sentence for whoever made the file."""
    workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    table = next((table for table in (_table(sheet, layout) for sheet in sheets) if table), None)
    if table is None:
        raise Refused(f"Judul kolom tidak ditemukan di {HEADER_ROWS} baris pertama. {layout.needed}")
    rows = list(_rows(table, layout))
    if not rows:
        raise Refused(layout.nothing)
    return {
        "sheet": table.sheet.title[:60],
        "other_sheets": [sheet.title[:60] for sheet in sheets if sheet is not table.sheet],
        "ignored": table.ignored,
        "rows": rows,
    }


def _table(sheet: Any, layout: Layout) -> _Table | None:
    sheet.reset_dimensions()  # what a file says about its own size is often wrong
    rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1)
    for number, cells in rows:
        if number > HEADER_ROWS:
            return None
        read = {at: _cell(cell, layout)[1] for at, cell in enumerate(cells)}
        headings = {at: heading for at, heading in read.items() if heading}
        columns = {at: name for at, heading in headings.items() if (name := layout.column_of(heading))}
        if layout.is_header(set(columns.values())):
            _refuse_twice(columns, layout)
            ignored = [heading[:60] for at, heading in headings.items() if at not in columns]
            return _Table(sheet, number, columns, ignored, rows)
    return None


def _refuse_twice(columns: dict[int, str], layout: Layout) -> None:
    for name in sorted(set(columns.values())):
        places = [get_column_letter(at + 1) for at, other in columns.items() if other == name]
        if len(places) > 1:
            label = layout.labels[name]
            raise Refused(f"Kolom {label} ada lebih dari satu: {', '.join(places)}. Sisakan satu, lalu unggah lagi.")


def _rows(table: _Table, layout: Layout) -> Iterator[dict[str, Any]]:
    """Rows in which any column that we know is filled in."""
    found, merged = 0, _merged(table)
    for number, cells in table.rows:
        read = {name: _cell(cells[at], layout) for at, name in table.columns.items() if at < len(cells)}
        filled = {name: cell for name, cell in read.items() if cell[1]}
        if not filled:
            continue
        found += 1
        if found > layout.most_rows:
            raise Refused(layout.too_many)
        yield {"row": number, "cells": filled, "merged": any(first <= number <= last for first, last in merged)}


def _cell(cell: Any, layout: Layout) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return (TEXT, "")
    if kind == "f":
        return (FORMULA, "=")
    if kind == "e":
        return (FAULT, str(value)[:20])
    if isinstance(value, datetime):
        return (DATE, value.date().isoformat())
    if isinstance(value, bool):
        return (TEXT, "ya" if value else "tidak")
    if isinstance(value, int | float):
        return (NUMBER, _digits(value))
    text = str(value).replace("\x00", "")
    lines = text.splitlines() if layout.lines else [text]
    folded = [" ".join(line.split()) for line in lines]
    return (TEXT, "\n".join(line for line in folded if line)[: layout.most_characters])


def _digits(value: int | float) -> str:
    whole = isinstance(value, int) or (value == value and abs(value) < 1e17 and value == int(value))
    return str(int(value))[:40] if whole else repr(value)


def _merged(table: _Table) -> list[tuple[int, int]]:
    """The rows that merged cells below the headings span: which of them a value belongs to, nobody can tell."""
    with open_worksheet_xml(table.sheet) as source:
        found = _MERGED.findall(source.read(_MOST_XML))
    spans = ((int(first), int(last or first)) for first, last in found)
    return [(first, last) for first, last in spans if last > table.header]
