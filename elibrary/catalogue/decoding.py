"""Bytes of text files → text, whatever encodings are in them.

UTF-16 is told by its mark or by its zeros. Everything else is read as UTF-8, and bytes that are no UTF-8 as Windows-1252:
so a file that was glued together from both is read right line by line.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

LOST = "\ufffd"
"""Stands where a letter was lost before the file came to us, or where a byte means nothing."""
_CHUNK = 65_536
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
AS_WINDOWS = "windows-1252"
"""The name of the error handler that reads bytes which are no UTF-8 as Windows-1252."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


def encoding_of(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    zeros = [head[:2000][start::2].count(0) for start in (0, 1)]
    most = len(head[:2000]) // 2
    if most and max(zeros) > 0.6 * most and min(zeros) < 0.1 * most:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return "utf-8"


def decode(data: bytes, encoding: str) -> str:
    return codecs.decode(data, encoding, errors=_errors(encoding))


def chunks(path: str) -> Iterator[str]:
    """The text of a file in pieces of constant size."""
    with Path(path).open("rb") as source:
        data = source.read(_CHUNK)
        encoding = encoding_of(data)
        decoder = codecs.getincrementaldecoder(encoding)(errors=_errors(encoding))
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


def _errors(encoding: str) -> str:
    return AS_WINDOWS if encoding.startswith("utf-8") else "replace"
