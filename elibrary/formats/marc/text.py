"""Text, codes and tags of MARC as they may be stored: characters that no format can hold are removed. Free of Django."""

import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr

from pymarc.marc8 import MARC8ToUnicode

from elibrary.formats import decoding

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML can't carry; the marks of ISO 2709 are among them."""
TAG = re.compile(r"[0-9A-Za-z]{3}")
LOST_LETTERS = "Ada huruf MARC-8 yang tidak dikenali; di tempatnya kini spasi."
NO_TEXT = "Tanda kendali di dalam isi ruas dibuang."


class Notes:
    """What was put right, each sentence once."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        self._said[sentence] = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)


def clean(text: str, notes: Notes) -> str:
    kept = _CONTROL.sub("", text)
    if kept != text:
        notes.add(NO_TEXT)
    return kept


def decoded(data: bytes, *, is_utf8: bool, notes: Notes) -> str:
    """UTF-8 with stray bytes of Windows-1252, or MARC-8. Raises UnicodeDecodeError."""
    if is_utf8 or (data.isascii() and b"\x1b" not in data):
        return clean(data.decode("utf-8", decoding.AS_WINDOWS), notes)
    said = io.StringIO()
    with redirect_stderr(said):  # pymarc reports an unknown letter only on stderr
        text = MARC8ToUnicode().translate(data)
    if said.getvalue():
        notes.add(LOST_LETTERS)
    return clean(unicodedata.normalize("NFC", text), notes)


def code_of(written: str, tag: str, notes: Notes) -> str:
    """One ASCII letter or digit; an accent on it is an encoding error and is removed."""
    code = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()[:1]
    if not code or code <= " ":
        code = "a"
    if code != written:
        notes.add(f"Kode subruas “{written[:3].strip()}” di ruas {tag} dibaca sebagai ${code}.")
    return code


def indicators_of(written: str, tag: str, notes: Notes) -> str:
    """Exactly two printable ASCII characters."""
    kept = "".join(sign if sign.isascii() and sign >= " " else " " for sign in written[:2]).ljust(2)
    if kept != written:
        notes.add(f"Indikator ruas {tag} dibaca sebagai “{kept.replace(' ', '#')}”.")
    return kept
