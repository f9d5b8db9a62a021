"""Finds columns of sentences on a page and the reading order: geometry alone, independent of the source of the pieces.

A gutter lies in the middle part of the page, with lines on both sides that fill their column. Cells of a table don't, and
a table is read along its rows.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

# Parts of the page's width between which a gutter lies, and the fewest lines on either side of it.
MIDDLE = (0.3, 0.7)
LEAST_LINES = 5
# So many of all lines may cross it: the title, a heading over both columns, the page's number.
MOST_CROSSING = 0.1
# Sentences fill their column: the median line is so much of a long one, and a long one so much of the page.
FILLS = 0.75
LEAST_WIDTH = 0.15
# More pieces than this are a drawing; its order will do.
MOST_PIECES = 5_000

_WORD_GAP = 0.8
_STEPS = 400


class Piece(NamedTuple):
    """A rectangle of text, in points from the lower left."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""


def drawn_across_columns(pieces: Sequence[Piece], left: float, right: float) -> bool:
    """Whether ``pieces``, in drawn order, jump from column to column line by line."""
    middle = gutter(pieces, left, right)
    if middle is None:
        return False
    sides = [piece.left >= middle for piece in pieces if piece.right <= middle or piece.left >= middle]
    jumps = sum(one != other for one, other in pairwise(sides))
    before, after, _crossing = _parted(joined(pieces), middle)
    return jumps >= min(len(before), len(after))


def gutter(pieces: Sequence[Piece], left: float, right: float) -> float | None:
    """The gutters of text columns on a page from ``left`` to ``right``; empty if there are none."""
    if not 2 * LEAST_LINES <= len(pieces) <= MOST_PIECES or right <= left:
        return None
    lines = joined(pieces)
    middle = _emptiest(lines, left, right)
    before, after, crossing = _parted(lines, middle)
    if len(crossing) > MOST_CROSSING * len(lines):
        return None
    return middle if all(_is_column(side, right - left) for side in (before, after)) else None


def in_reading_order(pieces: Sequence[Piece], left: float, right: float) -> list[Piece]:
    """Lines down one column after the other. What crosses the gutter comes between what is above and below it."""
    lines = joined(pieces)
    middle = gutter(lines, left, right)
    if middle is None:
        return joined(pieces, gap=float("inf"))  # inside one column, however wide the gaps of justified text are
    read: list[Piece] = []
    band: list[Piece] = []
    for line in [*lines, None]:
        if line is not None and (line.right <= middle or line.left >= middle):
            band.append(line)
            continue
        before, after, _crossing = _parted(band, middle)
        # Three columns show as one beside two.
        read += in_reading_order(before, left, middle) + in_reading_order(after, middle, right)
        read += [line] if line is not None else []
        band = []
    return read


def joined(pieces: Sequence[Piece], *, gap: float = _WORD_GAP) -> list[Piece]:
    """Whole lines from the top, made of pieces at most ``gap`` heights apart: some programs place each word by itself."""
    lines: list[Piece] = []
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: -(one.top + one.bottom)):
        if row and row[0].top + row[0].bottom - piece.top - piece.bottom > row[0].top - row[0].bottom:
            lines += _along(row, gap)
            row = []
        row.append(piece)
    return [*lines, *_along(row, gap)]


def _along(row: list[Piece], gap: float) -> Iterator[Piece]:
    line: Piece | None = None
    for piece in sorted(row):
        if line is not None and piece.left - line.right <= gap * (line.top - line.bottom):
            line = line._replace(right=max(line.right, piece.right), text=f"{line.text} {piece.text}".strip())
        else:
            if line is not None:
                yield line
            line = piece
    if line is not None:
        yield line


def _parted(lines: Sequence[Piece], middle: float) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Lines before, after and across ``middle``."""
    before = [line for line in lines if line.right <= middle]
    after = [line for line in lines if line.left >= middle]
    return before, after, [line for line in lines if line.left < middle < line.right]


def _emptiest(lines: Sequence[Piece], left: float, right: float) -> float:
    """Where in the middle the fewest lines pass: the centre of the widest such stretch."""
    step = (right - left) / _STEPS
    changes = [0] * (_STEPS + 2)
    for line in lines:
        changes[_at(line.left, left, step)] += 1
        changes[_at(line.right, left, step) + 1] -= 1
    first, last = (round(part * _STEPS) for part in MIDDLE)
    over = list(accumulate(changes))[first : last + 1]
    longest, run, fewest = range(0), 0, min(over)
    for place, count in enumerate(over, start=1):
        run = run + 1 if count == fewest else 0
        if run > len(longest):
            longest = range(place - run, place)
    return left + (first + (longest.start + longest.stop) / 2) * step


def _at(x: float, left: float, step: float) -> int:
    return min(max(int((x - left) / step), 0), _STEPS)


def _is_column(lines: Sequence[Piece], page_width: float) -> bool:
    if len(lines) < LEAST_LINES:
        return False
    widths = sorted(line.right - line.left for line in lines)
    long = widths[int(0.9 * (len(widths) - 1))]
    return long >= LEAST_WIDTH * page_width and median(widths) >= FILLS * long
