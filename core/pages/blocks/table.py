"""A table with heads, pasted from a spreadsheet or typed."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

MOST_COLUMNS = 8
MOST_ROWS = 60


class TableValue(blocks.StructValue):
    """The first line is the heads; columns are parted by tabs, as spreadsheets copy them, or by upright strokes."""

    @property
    def lines(self) -> list[list[str]]:
        written = (line for line in (self.get("cells") or "").splitlines() if line.strip())
        return [[cell.strip() for cell in re.split(r"\t|\|", _without_edges(line))] for line in written]

    @property
    def heads(self) -> list[str]:
        return self.lines[0] if self.lines else []

    @property
    def rows(self) -> list[list[str]]:
        """Rows as long as the heads: a cell left out is empty."""
        return [row + [""] * (len(self.heads) - len(row)) for row in self.lines[1:]]


def _without_edges(line: str) -> str:
    """A line drawn as ``| a | b |`` without its outer strokes; a tab at an edge parts an empty cell and stays."""
    line = line.strip(" ")
    return line[1:-1] if len(line) > 1 and line[0] == line[-1] == "|" else line


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label="Judul tabel", max_length=160)
    cells = blocks.TextBlock(
        label="Isi tabel",
        rows=8,
        help_text="Baris pertama adalah judul kolom. Tempel dari Excel, atau pisahkan kolom dengan garis tegak |.",
    )

    class Meta:
        icon = "table"
        label = "Tabel"
        description = "Tabel kecil; di ponsel kolomnya dirapatkan, dan digeser ke samping bila masih terlalu lebar."
        template = "core/pages/blocks/table.html"
        value_class = TableValue
        preview_value = {
            "caption": "Biaya satu bungkus",
            "cells": "Bahan | Biaya\nTempe | Rp2.000\nMinyak | Rp500",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["cells"] and (sentence := _problem(cleaned)):
            raise StructBlockValidationError(block_errors={"cells": ValidationError(sentence)})
        return cleaned


def _problem(table: TableValue) -> str:
    columns = len(table.heads)
    if columns < 2 or not table.rows:
        return "Tabel perlu sedikitnya dua kolom, satu baris judul, dan satu baris isi."
    if columns > MOST_COLUMNS or len(table.rows) > MOST_ROWS:
        return f"Paling banyak {MOST_COLUMNS} kolom dan {MOST_ROWS} baris; bagi menjadi beberapa tabel."
    if not all(table.heads):
        return "Setiap kolom perlu judul di baris pertama."
    long = next((number for number, row in enumerate(table.lines[1:], start=2) if len(row) > columns), None)
    return f"Baris {long} punya lebih banyak kolom daripada baris judul." if long else ""
