"""The text of an XML file, whatever encoding it declares, and whether that was the truth.

Publishers mislabel: UTF-8 as Latin-1, Windows-1252 as UTF-8, two files of different encodings pasted together. Nothing of
that stops the reading: bytes that don't belong are read as Windows-1252, and the line is remembered.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

from core.files import text_headers

_CHUNK = 65_536
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_DECLARATION = re.compile("[\ufeff\\s]*<\\?xml[^>]{0,1000}\\?>")
_WESTERN = {"ascii": "utf-8", "iso8859-1": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15"}
"""What a declared encoding is read as: control characters of ISO 8859-1 are meant as those of Windows-1252."""
_NO_ENCODINGS_OF_FILES = re.compile(r"utf-7|utf-16.*|utf-32.*|unicode.escape|raw.unicode.escape|idna|punycode|mbcs")
_WRONG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\udc00-\udcff\ufffe\uffff]+")
"""Runs of what no XML may hold, and (as halves of surrogate pairs) the bytes that the decoder could not read."""


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("elibrary-keep-bytes", _keep_bytes)


class Source:
    """``doubt``: a sentence about the file's encoding as a whole. ``repaired``: lines in which characters were replaced."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self.encoding, self.doubt = _judge(self._path)
        self.repaired: list[int] = []
        self._line = 1

    def chunks(self) -> Iterator[str]:
        """Text with plain line ends and without the XML declaration, whose place its line ends keep."""
        decoder = codecs.getincrementaldecoder(self.encoding)("elibrary-keep-bytes")
        lines = io.IncrementalNewlineDecoder(decoder, translate=True)
        with self._path.open("rb") as file:
            yield _without_declaration(self._whole(lines.decode(file.read(_CHUNK))))
            while chunk := file.read(_CHUNK):
                yield self._whole(lines.decode(chunk))
        yield self._whole(lines.decode(b"", final=True))

    def _whole(self, text: str) -> str:
        self.repaired.extend(dict.fromkeys(self._lines_of_wrong(text)))
        self._line += text.count("\n")
        return _WRONG.sub(_guess, text)

    def _lines_of_wrong(self, text: str) -> Iterator[int]:
        line, counted = self._line, 0
        for match in _WRONG.finditer(text):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield line


def _without_declaration(text: str) -> str:
    found = _DECLARATION.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text.lstrip("\ufeff")


def _guess(match: re.Match[str]) -> str:
    """A file whose download broke off may end in any number of zeros: these are one step, not one each."""
    run = match[0]
    return " " * len(run) if run.isascii() else "".join(map(_sign, run))


def _sign(wrong: str) -> str:
    code = ord(wrong)
    if 0xDC80 <= code <= 0xDCFF:
        return bytes([code - 0xDC00]).decode("cp1252", "replace")
    return " " if code < 0x20 else "\ufffd"


def _judge(path: Path) -> tuple[str, str]:
    """The codec to read with, and a sentence when the file declared something else."""
    with path.open("rb") as file:
        head = file.read(text_headers.HEAD)
    if (name := text_headers.encoding_of(head)) != "utf-8":
        return name, ""
    found = _DECLARED.match(head)
    return _believe(found[1].decode("ascii"), path) if found else ("utf-8", "")


def _believe(declared: str, path: Path) -> tuple[str, str]:
    name = _codec(declared)
    if not name:
        return "utf-8", f"Pengodean “{declared}” yang dinyatakan berkas tidak dapat dipakai; berkas dibaca sebagai UTF-8."
    if name in _WESTERN and _is_utf8(path):
        return "utf-8", f"Berkas menyatakan pengodean {declared}, tetapi isinya UTF-8 dan dibaca begitu."
    return _WESTERN.get(name, name), ""


def _codec(declared: str) -> str:
    try:
        info = codecs.lookup(declared)
    except LookupError:
        return ""
    return "" if not _decodes_text(info.name) or _NO_ENCODINGS_OF_FILES.fullmatch(info.name) else info.name


def _decodes_text(name: str) -> bool:
    """False for the codecs of Python that turn bytes into bytes, or text into text, as hex and rot13."""
    try:
        b"a".decode(name)
    except LookupError:
        return False
    except UnicodeError:
        return True
    return True


def _is_utf8(path: Path) -> bool:
    """Judged by the first part that isn't ASCII: text in another encoding hardly ever makes valid UTF-8."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if not chunk.isascii():
                return _decodes(chunk + file.read(1024 * 1024))
    return False


def _decodes(part: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part)
    except UnicodeDecodeError:
        return False
    return True
