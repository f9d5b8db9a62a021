"""QR codes as rectangles for a PDF, and as one path for a page: sharp at any size."""

from collections.abc import Iterator

import segno

# Error correction M survives a stamp or a fold over 15 % of the code; no micro QR, which phones can't read.
_ERROR = "m"


def qr_runs(text: str) -> tuple[int, Iterator[tuple[int, int, int]]]:
    """Modules a side without quiet zone, and the dark runs as (row, first column, length)."""
    matrix = segno.make(text, error=_ERROR, micro=False).matrix
    return len(matrix), _runs(matrix)


def qr_path(text: str) -> tuple[int, str]:
    """Modules a side without quiet zone, and the dark ones as the path of an SVG whose unit is a module."""
    modules, runs = qr_runs(text)
    return modules, "".join(f"M{column} {row}h{length}v1h-{length}z" for row, column, length in runs)


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int, int]]:
    for row, modules in enumerate(matrix):
        start: int | None = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, start, column - start
                start = None
