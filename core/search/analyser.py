"""Indonesian text → terms, for every search engine and for the query alike.

What meets what is stated in ``tests/core/search/words.py``. Raise ``ANALYSER_VERSION`` with every change that alters
terms: an index made by another version is reported as needing a rebuild.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .spelling import COMPOUNDS, DOUBLED, EXPANSIONS
from .stemmer import root_of
from .stopwords import STOP_WORDS

ANALYSER_VERSION = 1
MAX_TERM_LENGTH = 40

# Inside a word: accents, soft hyphens, zero-width marks, the U+FFFE that PDF text has for a hyphen at the end of a line,
# and a printed hyphen before a line break.
_JOINER = "[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]|[\u00ad\ufffe\x02]\\s{0,2}(?=[^\\W\\d_])|-\\r?\\n(?=[^\\W\\d_])"
_PIECE = re.compile(
    rf"(?P<currency>\b[Rr][Pp]\.?(?=\s?\d))|(?P<number>(?<![\w.])\d{{1,3}}(?:\.\d{{3}})+(?![\w]|\.\d)|\d{{1,3}}(?:\.\d{{3}})+(?![\w]|\.\d))"
    rf"|[^\W_](?:[^\W_]|{_JOINER}|['’ʼ](?=[^\W\d_]))*"
)
_NOT_IN_TERM = re.compile("[\u00ad\u200b-\u200d\ufeff\ufffe\x02'’ʼ\\s-]+")
_LINE_HYPHEN = re.compile(r"-\r?\n")
_LETTERS_DIGITS = re.compile(r"([^\W\d_]{2,})(\d{2,})")
_DOUBLING_MARK = re.compile(r"([^\W\d_]{3,})[2²]")
_HYPHEN = re.compile(r"\s?[-\u2010-\u2015]\s?")
_ONE_SPACE = re.compile(r"\s|-")
_NUMBER_WORDS = frozenset({"nomor", "no", "nomer"})


@dataclass(frozen=True, slots=True)
class Token:
    """``term`` is what the index files; ``start`` and ``end`` point into the text as given; positions have no gaps."""

    term: str
    start: int
    end: int
    position: int


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word as written, before its root is taken."""

    text: str
    start: int
    end: int


def terms(text: str) -> list[str]:
    """The terms of ``text`` in order."""
    return [token.term for token in analyse(text)]


def analyse(text: str) -> list[Token]:
    """Tokens of ``text``: doubled words and compounds as one, stop words left out."""
    tokens: list[Token] = []
    for term, start, end in _terms(text, words(text)):
        tokens.append(Token(term, start, end, len(tokens)))
    return tokens


def words(text: str) -> list[Word]:
    """Every folded word of ``text``, stop words too."""
    found: list[Word] = []
    for match in _PIECE.finditer(text):
        found.extend(_split(match.group(), match.start(), match.end()))
    return found


def _split(piece: str, start: int, end: int) -> Iterator[Word]:
    """ "ISO9001" is two words, "buku-⏎buku" too; "buku2" and "pela-⏎tihan" are one."""
    broken = _LINE_HYPHEN.search(piece)
    if broken and fold(piece[: broken.start()]) == fold(piece[broken.end() :]):
        yield Word(fold(piece[: broken.start()]), start, start + broken.start())
        yield Word(fold(piece[broken.end() :]), start + broken.end(), end)
        return
    word = fold(piece)
    if doubled := _DOUBLING_MARK.fullmatch(word):
        yield Word(doubled[1], start, end)
    elif (mixed := _LETTERS_DIGITS.fullmatch(word)) and len(word) == end - start:
        yield Word(mixed[1], start, start + len(mixed[1]))
        yield Word(mixed[2], start + len(mixed[1]), end)
    elif word:
        yield Word(word, start, end)


def fold(piece: str) -> str:
    """Lower case without accents, joiners, apostrophes or thousands dots."""
    if not piece.isascii():
        piece = _without_accents(piece)
    return _NOT_IN_TERM.sub("", piece).replace(".", "").lower()


@lru_cache(maxsize=16_384)
def _without_accents(piece: str) -> str:
    spread = unicodedata.normalize("NFKD", piece).casefold()
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _terms(text: str, found: list[Word]) -> Iterator[tuple[str, int, int]]:
    index = 0
    while index < len(found):
        word = found[index]
        after = found[index + 1] if index + 1 < len(found) else None
        joined = _join(text, word, after) if after else None
        if joined and after:
            yield joined, word.start, after.end
            index += 2
            continue
        index += 1
        if not _says_nothing(word, after):
            for term in EXPANSIONS.get(word.text) or (root_of(word.text),):
                yield term[:MAX_TERM_LENGTH], word.start, word.end


def _join(text: str, one: Word, other: Word) -> str | None:
    """The one term of two neighbouring words: a doubled word, a compound, "e-" and its noun; None when they stay two."""
    if other.start - one.end > 3:
        return None
    gap = text[one.end : other.start]
    if one.text == "e" and gap == "-":
        return root_of(f"e{other.text}")
    roots = (root_of(one.text), root_of(other.text))
    if roots in COMPOUNDS and _ONE_SPACE.fullmatch(gap):
        return COMPOUNDS[roots]
    doubled = roots[0] == roots[1] and one.text.isalpha() and (_HYPHEN.fullmatch(gap) or _LINE_HYPHEN.fullmatch(gap))
    if doubled and (one.text not in STOP_WORDS or roots[0] in DOUBLED):
        return DOUBLED.get(roots[0], roots[0])
    return None


def _says_nothing(word: Word, after: Word | None) -> bool:
    """Stop words, single letters, and the "Nomor" and "Tahun" of a law's name ("UU Nomor 20 Tahun 2008" = "UU 20/2008")."""
    if word.text in STOP_WORDS or (len(word.text) == 1 and not word.text.isdigit()):
        return True
    if after is None or not after.text.isdigit():
        return False
    return word.text in _NUMBER_WORDS or (word.text == "tahun" and len(after.text) == 4)
