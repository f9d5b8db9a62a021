"""QR codes: a picture for pages and mails, dark modules as rectangles for a PDF (sharp at any size)."""

import io
from collections.abc import Iterator

import segno

# Error correction M survives a stamp or a fold over 15 % of the code; no micro QR, which phones can't read.
_ERROR = "m"


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error=_ERROR, micro=False)


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """A PNG with the quiet zone that scanners need, ``scale`` pixels a module."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def qr_runs(text: str) -> tuple[int, Iterator[tuple[int, int, int]]]:
    """Modules a side without quiet zone, and the dark runs as (row, first column, length)."""
    matrix = _code(text).matrix
    return len(matrix), _runs(matrix)


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int, int]]:
    for row, modules in enumerate(matrix):
        start: int | None = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, start, column - start
                start = None
