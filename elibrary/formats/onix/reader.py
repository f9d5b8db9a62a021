"""Products of a message one after the other, in constant memory, and what could not be read between them.

Each product begins a piece of its own. When a piece is no XML, the rest of it is skipped and a new parser goes on with the
next product: one broken record stops no other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from elibrary.formats.onix.node import Node
from elibrary.formats.onix.parser import Malformed, MessageParser, Unclosed
from elibrary.formats.onix.source import Source

_PRODUCT = re.compile(r"<(?:[\w.-]{1,30}:)?[Pp]roduct(?=[\s/>])")
_LONGEST_START = 64
_WRONG_BYTES = (
    "Ada karakter yang tidak sesuai dengan pengodean berkas; karakter itu diganti dengan dugaan terbaik. Periksa teksnya."
)


@dataclass(frozen=True)
class Read:
    """A product with the header that holds for it, or a ``fault`` that took its place. ``doubts`` are about its text."""

    line: int
    product: Node | None = None
    header: Node | None = None
    reference: str = ""
    fault: str = ""
    doubts: tuple[str, ...] = ()
    is_lost: bool = True


def read(path: str) -> Iterator[Read]:
    """Raises Refused when the file is no ONIX message."""
    yield from _Reading(Source(path)).all()


class _Reading:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._parser = MessageParser()
        self._line = 1
        self._is_broken = False
        self._doubts = [source.doubt] if source.doubt else []

    def all(self) -> Iterator[Read]:
        for text, is_start in _pieces(self._source.chunks()):
            yield from self._feed(text, is_start)
            self._line += text.count("\n")
        if not self._is_broken:
            yield from self._try(self._parser.close)

    def _feed(self, text: str, is_start: bool) -> Iterator[Read]:
        if self._is_broken and not is_start:
            self._doubts_until(self._line - 1)
            return
        if self._is_broken:
            self._go_on()
        is_nested = is_start and self._parser.open_product is not None
        yield from self._try(lambda: self._parser.feed(text), again=text if is_nested else "")

    def _try(self, step: Callable[[], None], again: str = "") -> Iterator[Read]:
        fault: Malformed | None = None
        try:
            step()
        except Malformed as error:
            fault = error
        yield from self._finished()
        if fault is None:
            return
        yield self._lost(str(fault))
        self._is_broken = True
        if isinstance(fault, Unclosed) and again:
            self._go_on()
            yield from self._try(lambda: self._parser.feed(again))

    def _go_on(self) -> None:
        self._parser = self._parser.successor(self._line)
        self._is_broken = False

    def _finished(self) -> Iterator[Read]:
        for product in self._parser.finished:
            doubts = (*self._doubts, *self._doubts_until(self._parser.line))
            self._doubts.clear()  # a problem of the whole file is reported once
            yield Read(product.line, product, self._parser.header, doubts=doubts)
        self._parser.finished.clear()

    def _lost(self, fault: str) -> Read:
        """What was open when the text broke. Between products nothing is lost, but it is reported."""
        product = self._parser.open_product
        reference = product.value("RecordReference") if product else ""
        line = product.line if product else self._parser.line
        return Read(line, reference=reference, fault=f"{fault} (baris {self._parser.line})", is_lost=product is not None)

    def _doubts_until(self, line: int) -> tuple[str, ...]:
        """About the characters in the lines up to this one."""
        repaired = [one for one in self._source.repaired if one <= line]
        del self._source.repaired[: len(repaired)]
        return (_WRONG_BYTES,) if repaired else ()


def _pieces(chunks: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text cut before each product, and whether the piece begins one."""
    rest = ""
    for chunk in chunks:
        text = rest + chunk
        last = text.rfind("<")
        cut = last if last >= max(0, len(text) - _LONGEST_START) else len(text)
        rest = text[cut:]
        yield from _cut(text[:cut])
    yield from _cut(rest)


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    starts = [match.start() for match in _PRODUCT.finditer(text)]
    for start, end in pairwise([0, *starts, len(text)]):
        if start < end:
            yield text[start:end], start > 0 or starts[:1] == [0]
