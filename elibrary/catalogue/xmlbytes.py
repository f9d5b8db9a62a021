"""The bytes of an XML file as expat can read them: what says it is UTF-8, or says nothing, may hold bytes that are none."""

import codecs
import re

from elibrary.catalogue import decoding

_FORBIDDEN = bytes(sign for sign in range(32) if sign not in b"\t\r\n")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']")


class Bytes:
    """``encoding``: what expat is told, None for what the file declares. ``is_bytewise``: markup is ASCII."""

    def __init__(self, head: bytes) -> None:
        declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
        name = declared[1].decode().casefold() if declared else "utf-8"
        self.is_bytewise = decoding.encoding_of(head).startswith("utf-8")
        is_ours = self.is_bytewise and name in ("utf-8", "utf8", "us-ascii", "ascii")
        self.encoding = "utf-8" if is_ours else None
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(decoding.AS_WINDOWS) if is_ours else None

    def read(self, data: bytes) -> bytes:
        """Nothing at the end of the file. Without the control characters that XML forbids and programs leave in."""
        if self._decoder:
            data = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
        return data.translate(None, _FORBIDDEN) if self.is_bytewise else data
