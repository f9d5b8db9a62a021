"""Indonesian text → terms, for every search engine and for the query alike.

What meets what is stated in ``tests/core/search/words.py``. Raise ``ANALYSER_VERSION`` with every change that alters
terms: an index made by another version is reported as needing a rebuild.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.search.language.spelling import COMPOUNDS, DOUBLED, EXPANSIONS
from core.search.language.stemmer import root_of
from core.search.language.stopwords import STOP_WORDS

ANALYSER_VERSION = 2
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
_WIDEST_GAP = 3
_ONE_SPACE = re.compile(r"\s|-")
_NUMBER_WORDS = frozenset({"nomor", "no", "nomer"})


class Token(NamedTuple):
    """``term`` is what the index files; ``start`` and ``end`` point into the text as given; positions have no gaps."""

    term: str
    start: int
    end: int
    position: int


class Word(NamedTuple):
    """A folded word as written, before its root is taken."""

    text: str
    start: int
    end: int


def terms(text: str) -> list[str]:
    """The terms of ``text`` in order."""
    return [token.term for token in analyse(text)]


def analyse(text: str) -> list[Token]:
    """Tokens of ``text``: doubled words and compounds as one, stop words left out."""
    found = enumerate(_terms(text, words(text)))
    return [Token(term, start, end, position) for position, (term, start, end) in found]


@lru_cache(maxsize=4)
def words(text: str) -> tuple[Word, ...]:
    """Every folded word of ``text``, stop words too. An engine asks for the same text several times in a row."""
    found: list[Word] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece.isascii() and piece.isalpha():
            found.append(Word(piece.lower(), match.start(), match.end()))
        else:
            found.extend(_split(piece, match.start(), match.end()))
    return tuple(found)


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


def _terms(text: str, found: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    roots = [root_of(word.text) for word in found]
    index, last = 0, len(found) - 1
    while index <= last:
        word = found[index]
        after = found[index + 1] if index < last else None
        if (
            after
            and after.start - word.end <= _WIDEST_GAP
            and (joined := _join(text, word, after, roots[index : index + 2]))
        ):
            yield joined, word.start, after.end
            index += 2
            continue
        if not _says_nothing(word, after):
            for term in EXPANSIONS.get(word.text) or (roots[index],):
                yield term[:MAX_TERM_LENGTH], word.start, word.end
        index += 1


def _join(text: str, one: Word, other: Word, roots: Sequence[str]) -> str | None:
    """The one term of two neighbouring words: a doubled word, a compound, "e-" and its noun; None when they stay two."""
    if one.text == "e" and text[one.end : other.start] == "-":
        return root_of(f"e{other.text}")
    pair = (roots[0], roots[1])
    if pair in COMPOUNDS and _ONE_SPACE.fullmatch(text, one.end, other.start):
        return COMPOUNDS[pair]
    if roots[0] != roots[1] or not one.text.isalpha():
        return None
    gap = text[one.end : other.start]
    doubled = _HYPHEN.fullmatch(gap) or _LINE_HYPHEN.fullmatch(gap)
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
