"""Text of pages in columns, read by pdfminer.six. Runs in the sandbox; free of Django.

PDFium gives text in the order in which it was drawn. Where that runs across the columns, pdfminer.six finds the lines by
their layout: forty times slower, so it reads such pages alone, and isn't even imported for a file without one.
"""

import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from elibrary.books.ingest.columns import Piece, gutter, in_reading_order, joined

# Seconds of work for all pages of a batch, well under the sandbox's own limit: then PDFium's text is used.
MOST_SECONDS = 25

# Parts of a line further apart than a letter's width are separate, so that no line runs over a narrow gutter.
_CHAR_MARGIN = 0.8
_BROKEN_WORD = re.compile(r"(\w+)-\n(\w+)")


def read_columns(path: str, numbers: Sequence[int]) -> dict[int, str]:
    """Text of the pages ``numbers`` (from 1, rising) by their layout; pages that can't be read so in time are left out."""
    from pdfminer.high_level import extract_pages  # costs 0.2 s, which few files need
    from pdfminer.layout import LAParams

    settings = LAParams(char_margin=_CHAR_MARGIN, boxes_flow=None, all_texts=True)
    texts: dict[int, str] = {}
    try:
        with _at_most(MOST_SECONDS):
            layouts = extract_pages(path, page_numbers=[number - 1 for number in numbers], laparams=settings)
            for number, layout in zip(numbers, layouts, strict=False):
                if text := _text(layout):
                    texts[number] = text
    except (_TooSlow, Exception):  # PDFium read this file, so whatever pdfminer dislikes is no reason to refuse it
        return texts
    return texts


def same_letters(one: str, other: str) -> bool:
    """Whether two readings of a page hold about as many letters and digits: neither lost a part or made up signs."""
    fewer, more = sorted(sum(map(str.isalnum, text)) for text in (one, other))
    return fewer >= 0.95 * more


def _text(page: Any) -> str:
    """Empty when these lines show no columns."""
    lines = joined(list(_lines(page)))
    if gutter(lines, page.x0, page.x1) is None:
        return ""
    text = ""
    above: Piece | None = None
    for line in in_reading_order(lines, page.x0, page.x1):
        apart = above is not None and not 0 <= above.bottom - line.top <= 1.2 * (above.top - above.bottom)
        text += ("\n\n" if apart else "\n") + line.text
        above = line
    return _whole_words(text)


def _lines(layout: Any) -> Iterator[Piece]:
    from pdfminer.layout import LTContainer, LTTextLine

    for item in layout:
        if isinstance(item, LTTextLine):
            if text := item.get_text().strip():
                yield Piece(*item.bbox, text)
        elif isinstance(item, LTContainer):
            yield from _lines(item)


def _whole_words(text: str) -> str:
    """Words broken over two lines made whole; one that is doubled ("undang-undang") keeps its hyphen."""

    def mend(found: re.Match[str]) -> str:
        start, end = found.groups()
        return f"{start}-{end}" if start.lower() == end.lower() or not end[0].islower() else start + end

    return _BROKEN_WORD.sub(mend, text)


class _TooSlow(BaseException):
    """Not an Exception: pdfminer would take it for a fault of the file and go on."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
