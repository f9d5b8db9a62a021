"""Bytes of text files → text, whatever encodings are in them.

UTF-16 and UTF-32 are recognised by their byte order mark or their zero bytes. Everything else is read as UTF-8, and
invalid bytes as Windows-1252: a file concatenated from both is read correctly line by line.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from core.files.text_headers import encoding_of

LOST = "\ufffd"
"""Replacement character for a letter lost before the file was received, or for an undefined byte."""
_CHUNK = 65_536
AS_WINDOWS = "windows-1252"
"""The name of the error handler that reads bytes which are no UTF-8 as Windows-1252."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


def decode(data: bytes, encoding: str) -> str:
    return codecs.decode(data, encoding, errors=errors(encoding))


def chunks(path: str) -> Iterator[str]:
    """The text of a file in pieces of constant size."""
    with Path(path).open("rb") as source:
        data = source.read(_CHUNK)
        encoding = encoding_of(data)
        decoder = codecs.getincrementaldecoder(encoding)(errors=errors(encoding))
        while data:
            yield decoder.decode(data)
            data = source.read(_CHUNK)
        yield decoder.decode(b"", final=True)


def lines(path: str) -> Iterator[str]:
    """Lines with their ends, cut where one has a million characters: that is no line of a catalogue."""
    rest = ""
    for text in chunks(path):
        *whole, rest = _split(rest + text)
        yield from whole
        if len(rest) > 1_000_000:
            yield rest
            rest = ""
    if rest:
        yield rest


def _split(text: str) -> list[str]:
    """At LF, CR LF and lone CR alone: other marks, such as U+2028, belong to the cells. A CR at the end waits for its LF."""
    held = "\r" if text.endswith("\r") else ""
    parts = text.removesuffix(held).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [part + "\n" for part in parts[:-1]] + [parts[-1] + held]


def errors(encoding: str) -> str:
    return AS_WINDOWS if encoding.startswith("utf-8") else "replace"
