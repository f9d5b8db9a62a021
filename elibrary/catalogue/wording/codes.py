"""The Indonesian name of a code; a code without a name is returned with its list's number, for looking it up."""

import re

from elibrary.formats.code_lists import content, trade
from elibrary.formats.code_lists.countries import COUNTRIES
from elibrary.formats.code_lists.product_forms import FORMS

NAMES: dict[int, dict[str, str]] = {
    5: content.IDENTIFIERS,
    17: content.CONTRIBUTORS,
    23: content.EXTENTS,
    24: content.EXTENT_UNITS,
    27: content.SUBJECTS,
    51: content.RELATIONS,
    58: trade.PRICES,
    59: trade.BUYERS,
    64: trade.STATUSES,
    65: trade.AVAILABILITY,
    91: COUNTRIES,
    144: trade.PROTECTION,
    145: trade.USES,
    146: trade.USE_STATUSES,
    147: trade.USE_UNITS,
    150: FORMS,
    196: content.ACCESSIBILITY,
}
_SCHEMES = {
    "isbn13": "ISBN",
    "isbn10": "ISBN-10",
    "gtin13": "EAN-13",
    "gtin14": "GTIN-14",
    "doi": "DOI",
    "lccn": "LCCN",
    "oclc": "OCLC",
    "upc": "UPC",
    "urn": "URN",
    "ark": "ARK",
    "issn": "ISSN",
    "proprietary": "nomor penerbit",
    "ddc": "Dewey",
    "udc": "UDC",
    "lcsh": "tajuk subjek LC",
    "bisac": "BISAC",
    "thema": "Thema",
    "keyword": "kata kunci",
    "category": "kategori",
}
"""What records call by a word of their own."""
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|ECZ")
"""ONIX list 49, regions of a country."""


def name_of(number: int, code: str) -> str:
    """Empty for no code."""
    return NAMES[number].get(code) or f"kode {code} (ONIX {number})" if code else ""


def scheme_of(number: int, scheme: str) -> str:
    """Of numbers (list 5) and subjects (list 27)."""
    return _SCHEMES.get(scheme) or name_of(number, scheme)


def place_of(code: str) -> str:
    return f"wilayah {code} (ONIX 49)" if _REGION.fullmatch(code) else name_of(91, code)
