"""Reads XML of any size one record at a time: in memory is never more than one record.

Nothing is fetched, no entity is expanded, and content between the records is skipped. Names are ``{namespace}local``.
A record that is not well-formed XML is reported, and reading continues at the next one.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from elibrary.formats.xml_bytes import Bytes

MOST_DEPTH = 60
MOST_ELEMENTS = 20_000
MOST_CHARACTERS = 4_000_000
"""What one record may hold. A longer one is refused, and the next one is read."""
_MOST_BEFORE = 1_000_000
"""Bytes before the first record, which are read again after a broken one for their namespaces."""
_CHUNK = 65_536
_TAIL = 200
_UNKNOWN_ENCODING = 18
_MEND = "Minta penerbit memperbaiki rekaman ini, lalu impor lagi; rekaman lain tetap dibaca."
_SEND_AGAIN = "Minta berkas yang utuh dari penerbit, lalu impor lagi."
_CUT_OFF = {3, 5, 20}
"""Expat's errors for a document that ends too early: no element, unclosed token, unclosed CDATA section."""


@dataclass(frozen=True)
class Found:
    """``element`` is None where ``fault`` is the reason and ``advice`` what to do; ``begun`` is the part read until then."""

    line: int
    element: Element | None = None
    fault: str = ""
    advice: str = ""
    begun: Element | None = None


class HasEntities(Exception):
    """The document declares entities of its own, which no catalogue needs and attacks do."""


def elements(path: str, records: Collection[str], *, outside: Collection[str] = ()) -> Iterator[Found]:
    """Elements named in ``records`` at any depth, and childless ones named in ``outside`` that are in none of them."""
    with Path(path).open("rb") as source:
        data = source.read(_CHUNK)
        reader = _Reader(_Records(frozenset(records), frozenset(outside)), Bytes(data))
        while not reader.is_over:
            reader.feed(data)
            yield from reader.hand_out()
            data = source.read(_CHUNK)


class _Records:
    """Builds a tree for each record, and for nothing else."""

    def __init__(self, names: frozenset[str], outside: frozenset[str]) -> None:
        self.names, self.outside = names, outside
        self.ready: list[Found] = []
        self.line = 0
        self.begin()

    def begin(self) -> None:
        self.depth = self.inside = self.size = self.count = 0
        self.fault = ""
        self.tree = TreeBuilder()
        self.begun: Element | None = None

    def broken(self, line: int, fault: str, advice: str) -> None:
        """What is open now can't be read, for the whole of it or for what follows."""
        begun = self.begun if self.inside else None
        self.ready.append(Found(self.line if self.inside else line, fault=fault, advice=advice, begun=begun))

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.depth += 1
        name = _named(name)
        if not self.inside:
            if name in self.outside:
                self.ready.append(Found(line, Element(name, attributes)))
            if name not in self.names:
                return
            depth = self.depth
            self.begin()
            self.depth = self.inside = depth
            self.line = line
        self._measure(sum(map(len, attributes.values())), 1)
        if not self.fault:
            element = self.tree.start(name, {_named(key): value for key, value in attributes.items()})
            self.begun = element if self.begun is None else self.begun

    def text(self, text: str) -> None:
        if self.inside:
            self._measure(len(text), 0)
            if not self.fault:
                self.tree.data(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        if not self.inside:
            return
        if not self.fault:
            self.tree.end(_named(name))
        if self.depth < self.inside:
            if self.fault:
                self.broken(self.line, self.fault, _MEND)
            else:
                self.ready.append(Found(self.line, self.tree.close()))
            self.inside = 0

    def _measure(self, characters: int, elements: int) -> None:
        self.size += characters
        self.count += elements
        is_deep = self.depth - self.inside > MOST_DEPTH
        if not self.fault and (is_deep or self.size > MOST_CHARACTERS or self.count > MOST_ELEMENTS):
            self.fault = "Rekaman ini terlalu besar untuk dibaca."
            self.tree = TreeBuilder()


class _Reader:
    """Feeds expat, and a new one with the same beginning after an error."""

    def __init__(self, records: _Records, source: Bytes) -> None:
        self.records, self.source = records, source
        local = "|".join(re.escape(name.rpartition("}")[2]) for name in records.names)
        self.next_record = re.compile(rf"<(?:[\w.-]+:)?(?:{local})(?=[\s>/])".encode())
        self.before: bytes | None = None  # the bytes before the first record, once known
        self.fed = bytearray()
        self.lines = self.shift = 0
        self.is_over = self.is_lost = False
        self._begin()

    def hand_out(self) -> list[Found]:
        found, self.records.ready = self.records.ready, []
        return found

    def feed(self, data: bytes) -> None:
        is_last = not data
        data = self.tail + self.source.read(data)
        while not self.is_over:
            if self.is_lost and not (data := self._found_again(data)):
                break
            error_at = self._parse(data, is_last)
            if error_at is None:
                self.lines += data.count(b"\n")
                break
            self.lines += data[:error_at].count(b"\n")
            data = data[error_at:]
            self.is_lost = True
        self.is_over = self.is_over or is_last

    def _begin(self) -> None:
        self.tail = b""
        self.parsed = 0
        self.parser = expat.ParserCreate(self.source.encoding, namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self.records.end
        self.parser.CharacterDataHandler = self.records.text
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.before is None and _named(name) in self.records.names:
            self.before = bytes(self.fed[: self.parser.CurrentByteIndex])
            self.fed.clear()
        self.records.start(name, attributes, self.parser.CurrentLineNumber + self.shift)

    def _entity(self, *_what: object) -> None:
        raise HasEntities

    def _parse(self, data: bytes, is_last: bool) -> int | None:
        """Where in ``data`` an error was that the next record may get over."""
        if self.before is None:
            self.fed += data
        try:
            self.parser.Parse(data, is_last)
        except HasEntities:
            self._stop("Berkas ini mendeklarasikan entitas XML.", "Hapus bagian DOCTYPE-nya, lalu impor lagi.")
        except (expat.ExpatError, LookupError, ValueError) as error:
            return self._after(error)
        self.parsed += len(data)
        if self.before is None and len(self.fed) > _MOST_BEFORE:
            self.before = b""
            self.fed.clear()
        return None

    def _after(self, error: Exception) -> int | None:
        code = getattr(error, "code", _UNKNOWN_ENCODING)
        line = self.parser.CurrentLineNumber + self.shift
        if code == _UNKNOWN_ENCODING:
            self._stop("Pengodean huruf berkas ini tidak dikenali.", "Simpan ulang sebagai UTF-8, lalu impor lagi.")
            return None
        if code in _CUT_OFF or not self.before:
            self._stop(f"XML terputus atau rusak di baris {line}: yang sesudahnya tidak dapat dibaca.", _SEND_AGAIN)
            return None
        self.records.broken(line, f"XML rekaman ini rusak di baris {line}.", _MEND)
        return max(1, self.parser.ErrorByteIndex - self.parsed)

    def _stop(self, sentence: str, advice: str) -> None:
        self.records.broken(self.parser.CurrentLineNumber + self.shift, sentence, advice)
        self.is_over = True

    def _found_again(self, data: bytes) -> bytes:
        """``data`` from the next record on, for a parser that has read the beginning; empty where none begins."""
        found = self.next_record.search(data)
        if not found:
            self.tail = data[-_TAIL:]
            self.lines += data[:-_TAIL].count(b"\n")
            return b""
        self.lines += data[: found.start()].count(b"\n")
        before = self.before or b""
        self.shift = self.lines - before.count(b"\n")
        self.is_lost = False
        self._begin()
        self.records.begin()
        outside, self.records.outside = self.records.outside, frozenset()
        self.parser.Parse(before, False)
        self.records.outside = outside
        self.parsed = len(before)
        return data[found.start() :]


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name
