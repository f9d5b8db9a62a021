"""Which queries without a result may be counted, and as what.

People type everything into a search box, also what identifies them. Only words that a text of this site could have are kept,
never who asked, from where or at what time of the day (UU 27/2022: no more than the purpose needs).
"""

import re

from core.search.analyser import words

LONGEST = 60
MOST_WORDS = 6
MOST_DIGITS = 6
"""A law's number and year have up to six ("20/2008"); telephone numbers, NIK, NPWP, NIB and dates of birth have more."""

_ADDRESS = re.compile(r"@|://|\bwww\b|[^\W\d_]\.[^\W\d_]", re.IGNORECASE)
_LICENCE_PLATE = re.compile(r"\b[a-z]{1,2}[ -]?\d{3,4}[ -]?[a-z]{1,3}\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{5,}")


def countable(text: str) -> str | None:
    """The query as it is counted: its words in small letters; None when it has none or might identify somebody."""
    if _might_identify(text):
        return None
    found = [word.text for word in words(text)]
    term = " ".join(found)
    return term if 0 < len(found) <= MOST_WORDS and len(term) <= LONGEST else None


def _might_identify(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits > MOST_DIGITS or any(pattern.search(text) for pattern in (_ADDRESS, _LICENCE_PLATE, _LONG_NUMBER))
