"""Call numbers as Indonesian libraries make them: class, three letters of the main heading, first letter of the title.

``899.2213 TOE b``: Toer, Pramoedya Ananta: Bumi manusia. A book under its title has three letters of the title and no more.
"""

import re
import unicodedata

LONGEST = 100
_ARTICLES = re.compile(r"(?i)^(?:the|an?)\s+(?=\w)")
_ARABIC = re.compile(r"(?i)^(?:al|el|as|asy|ar|at|az|an|ad)-(?=\w)")
_DEGREES = re.compile(r"(?:[A-Z][A-Za-z]{0,5}\.\s?)+(?:[A-Z][A-Za-z]{0,4}\.?)*|Ph\.?\s?D\.?|M\.?B\.?A\.?|[A-Z]{2,3}|Jr\.?")
_HONOURS = re.compile(r"^(?:(?:Prof|Dr|Drs|Dra|Ir|H|Hj|KH|Hj|R|dr|drg)\.\s*)+")


def call_number(*, ddc: str, heading: str, is_person: bool, title: str) -> str:
    """Empty without a class. ``heading`` is the main entry, empty for a book under its title."""
    if not ddc:
        return ""
    author, name = _three(entry_word(heading) if is_person else heading), _letters(_ARTICLES.sub("", title.strip()))
    if not author:
        return " ".join(filter(None, (ddc, name[:3].upper())))
    return " ".join(filter(None, (ddc, author, name[:1].lower())))


def entry_word(name: str) -> str:
    """The word under which a person is entered: what is before a comma, else the last (Peraturan Katalogisasi Indonesia)."""
    first, *others = (part.strip() for part in _HONOURS.sub("", name.strip()).split(","))
    if any(part and not _DEGREES.fullmatch(part) for part in others[:1]):
        return _ARABIC.sub("", first)
    return _ARABIC.sub("", first.split()[-1]) if first else ""


def _three(text: str) -> str:
    return _letters(text)[:3].upper()


def _letters(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return "".join(sign for sign in plain if sign.isalnum())
