"""Reads JSON of any size one object at a time, so that a broken object stops no other and memory stays constant."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from elibrary.formats import decoding

MOST_DEPTH = 100
MOST_CHARACTERS = 4_000_000
"""What one object, or one string, may hold."""
_MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?P<end>"|\\?\Z)|[{}\[\]]', re.DOTALL)
_TOO_LARGE = "Rekaman ini terlalu besar untuk dibaca."
_MEND = "Minta penerbit memperbaiki rekaman ini, lalu impor lagi; rekaman lain tetap dibaca."
_SEND_AGAIN = "Minta berkas yang utuh dari penerbit, lalu impor lagi."
_BEGINNING = 20_000


@dataclass(frozen=True)
class Found:
    """``inside``: the names of the arrays and objects around it, from the outside in.

    ``value`` is None where ``fault`` is the reason and ``advice`` what to do; ``begun`` is how its text begins.
    """

    line: int
    inside: tuple[str, ...] = ()
    value: dict[str, object] | None = None
    fault: str = ""
    advice: str = ""
    begun: str = ""


def objects(path: str, arrays: Collection[str]) -> Iterator[Found]:
    """Objects directly in an array of one of these names, at any depth but in none of each other."""
    scanner = _Scanner(frozenset(arrays))
    for text in decoding.chunks(path):
        yield from scanner.read(text)
        if scanner.is_over:
            return
    yield from scanner.end()


@dataclass
class _Scanner:
    arrays: frozenset[str]
    held: str = ""
    line: int = 1
    stack: list[tuple[str, str]] = field(default_factory=list)
    name: str = ""
    parts: list[str] | None = None
    size: int = 0
    first: tuple[int, int] = (0, 0)
    is_over: bool = False

    def read(self, text: str) -> Iterator[Found]:
        text, done = self.held + text, 0
        for mark in _MARK.finditer(text):
            if mark[0][0] == '"' and mark["end"] != '"':
                break
            self._keep(text[done : mark.end()])
            done = mark.end()
            yield from self._take(mark[0])
            if self.is_over:
                return
        self.held = text[done:]
        if len(self.held) > MOST_CHARACTERS:
            yield from self._stop("Berkas JSON ini memuat teks yang terlalu panjang: yang sesudahnya tidak dibaca.")

    def end(self) -> Iterator[Found]:
        if self.stack:
            yield from self._stop(f"JSON terputus di baris {self.line}: rekaman yang terakhir tidak utuh.")

    def _keep(self, text: str) -> None:
        self.line += text.count("\n")
        self.size += len(text)
        if self.parts is not None and self.size <= MOST_CHARACTERS:
            self.parts.append(text)

    def _take(self, mark: str) -> Iterator[Found]:
        if mark[0] == '"':
            self.name = mark[1:-1]
        elif mark in "{[":
            self._open(mark)
            if len(self.stack) > MOST_DEPTH:
                yield from self._stop(f"JSON di baris {self.line} terlalu dalam: yang sesudahnya tidak dibaca.")
        elif not self.stack or self.stack[-1][0] != {"}": "{", "]": "["}[mark]:
            yield from self._stop(f"JSON rusak di baris {self.line}: yang sesudahnya tidak dapat dibaca.")
        else:
            self.stack.pop()
            if self.parts is not None and len(self.stack) < self.first[1]:
                yield self._found("".join(self.parts))
                self.parts = None

    def _open(self, mark: str) -> None:
        in_array = bool(self.stack) and self.stack[-1][0] == "["
        if self.parts is None and mark == "{" and in_array and self.stack[-1][1] in self.arrays:
            self.parts, self.size, self.first = ["{"], 1, (self.line, len(self.stack) + 1)
        self.stack.append((mark, "" if in_array else self.name))

    def _found(self, text: str) -> Found:
        line, inside = self.first[0], tuple(name for _kind, name in self.stack)
        if self.size > MOST_CHARACTERS:
            return Found(line, inside, fault=_TOO_LARGE, advice=_MEND, begun=text[:_BEGINNING])
        try:
            return Found(line, inside, json.loads(text, strict=False, parse_constant=str))
        except (ValueError, RecursionError):
            fault = f"JSON rekaman ini rusak (mulai baris {line})."
            return Found(line, inside, fault=fault, advice=_MEND, begun=text[:_BEGINNING])

    def _stop(self, sentence: str) -> Iterator[Found]:
        self.is_over = True
        line = self.line if self.parts is None else self.first[0]
        inside, begun = tuple(name for _kind, name in self.stack), "".join(self.parts or ())[:_BEGINNING]
        yield Found(line, inside, fault=sentence, advice=_SEND_AGAIN, begun=begun)
