"""How long and how large: ``xii + 245 hlm``, ``xiv, 320 p. ; 23 cm``, ``12,5 MB`` (ONIX lists 23 and 24)."""

import re

from elibrary.formats.records import Extent
from elibrary.formats.values.errors import NotUnderstood

_MAIN_PAGES, _FILE_SIZE, _IN_PAGES = "00", "22", "03"
_UNITS = {"b": "17", "byte": "17", "bytes": "17", "kb": "18", "mb": "19"}
_BEFORE_WORD = re.compile(r"(\d{1,5})\s*(?:hlm|hal|halaman|pages?|pgs?|pp?|lembar|s|p)\b", re.IGNORECASE)
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)", re.IGNORECASE)


def pages(text: str) -> Extent | None:
    """None where there is no extent, as in ``1 CD-ROM ; 12 cm``. Raises NotUnderstood for numbers that count no pages."""
    if found := _BEFORE_WORD.search(text):
        return _counted(found[1])
    if found := re.fullmatch(r"(?:[ivxlcdm]+\s*[,+]\s*)?(\d{1,5})(?:\.0+)?", text.strip(), re.IGNORECASE):
        return _counted(found[1])
    if re.fullmatch(r"[\s\d.,-]*\d[\s\d.,-]*", text):
        raise NotUnderstood(f"“{text[:40]}” bukan jumlah halaman.")
    return None


def size(text: str) -> Extent:
    """Raises NotUnderstood. Gigabytes are returned in megabytes: list 24 has no code for them."""
    found = _SIZE.fullmatch(text.strip())
    unit = found[2].casefold() if found else ""
    if found and unit == "gb":
        return Extent(_FILE_SIZE, f"{float(found[1].replace(',', '.')) * 1024:g}", _UNITS["mb"])
    if not found or unit not in _UNITS:
        raise NotUnderstood(f"Ukuran “{text[:40]}” tidak dikenali. Tulis seperti 12,5 MB.")
    return Extent(_FILE_SIZE, found[1].replace(",", "."), _UNITS[unit])


def _counted(number: str) -> Extent | None:
    return Extent(_MAIN_PAGES, str(int(number)), _IN_PAGES) if int(number) else None
