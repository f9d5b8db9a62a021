"""What both kinds of tables give: rows of cells, numbered as people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | Decimal
"""A Decimal where the spreadsheet holds a number; its leading zeros are lost then."""


@dataclass(frozen=True)
class Row:
    """``fault``: why the row can't be read, instead of its cells. ``is_band``: one merged cell, a heading between rows."""

    line: int
    cells: Sequence[Cell] = ()
    fault: str = ""
    is_band: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.fault and not any(text(cell) for cell in self.cells)


def text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else format(cell, "f")
