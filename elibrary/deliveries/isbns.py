"""ISBNs in names and in running text. Free of Django: the sandbox reads them too."""

import re

from elibrary.formats.records import Identifier
from elibrary.formats.values.isbn import isbn13_of

MOST = 20
_ISBN13 = re.compile(r"(?<!\d)97[89](?:[-\s\u00ad\u2010-\u2015]?\d){10}(?!\d)")
_ISBN10 = re.compile(r"(?<!\d)(?:\d[- ]?){9}[\dXx](?![\dA-Za-z])")
_LABELLED = re.compile(r"(?i)isbn(?:-?10)?[^0-9a-z]{0,5}((?:\d[- ]?){9}[\dx])(?![0-9a-z])")


def isbns_in(text: str, *, is_name: bool = False) -> list[str]:
    """ISBNs with a right check digit, in 13 digits. In running text those of ten digits need the word before them."""
    found = [Identifier("isbn13", re.sub(r"\D", "", one)) for one in _ISBN13.findall(text)]
    found += [Identifier("isbn10", re.sub(r"[- ]", "", one)) for one in (_ISBN10 if is_name else _LABELLED).findall(text)]
    return list(dict.fromkeys(filter(None, (isbn13_of([one]) for one in found))))[:MOST]
