"""The bytes of an XML file as expat can read them: a file of declared or assumed UTF-8 may contain invalid bytes.

UTF-16 and UTF-32 are converted to UTF-8, since expat's support depends on the build for the one and lacks the other.
"""

import codecs
import re

from core.files import text_headers
from elibrary.formats import decoding

_FORBIDDEN = bytes(sign for sign in range(32) if sign not in b"\t\r\n")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_OURS = re.compile(r"utf-?8|(?:us-)?ascii|(?:utf|ucs)-?(?:16|32|2|4)(?:-?[bl]e)?|iso-10646-ucs-[24]")
"""Names of encodings that what is read byte by byte has, or can't have: then it is UTF-8 that was mislabelled."""


class Bytes:
    """``encoding``: the argument of expat, None for the file's own declaration."""

    def __init__(self, head: bytes) -> None:
        found = text_headers.encoding_of(head)
        declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
        is_ours = not found.startswith("utf-8") or not declared or bool(_OURS.fullmatch(declared[1].decode().casefold()))
        self.encoding = "utf-8" if is_ours else None
        self._decoder = codecs.getincrementaldecoder(_codec(found))(decoding.errors(found)) if is_ours else None
        self._is_first = True

    def read(self, data: bytes) -> bytes:
        """Nothing at the end of the file. Without the control characters that XML forbids and programs leave in."""
        if self._decoder:
            text = self._decoder.decode(data, final=not data)
            data = (text.removeprefix("\ufeff") if self._is_first else text).encode("utf-8", "replace")
            self._is_first = False
        return data.translate(None, _FORBIDDEN)


def _codec(found: str) -> str:
    return "utf-8-sig" if found == "utf-8" else found
