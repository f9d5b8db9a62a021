"""The closest known word to a mistyped one, the same for every engine."""

import re
from collections.abc import Iterable

from whoosh.support.levenshtein import damerau_levenshtein

MIN_LENGTH = 4
_DOUBLE = re.compile(r"(.)\1")
# Ways of writing one sound: spelling before 1972 (Ejaan yang Disempurnakan), foreign letters, and silent h.
_SOUNDS = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("kh", "k"), ("ks", "x")),
    *(("ck", "k"), ("dz", "z"), ("ph", "p"), ("th", "t"), ("q", "k")),
    *(("f", "p"), ("v", "p"), ("z", "j")),
)
# First letters with the same sound; any other first letter is taken as typed.
_SAME_SOUND = ("ckq", "fpv", "jyz")


def max_edit_distance(word: str) -> int:
    """1 for words of 4 and 5 letters, 2 for longer ones, 0 for shorter ones and what isn't a word."""
    if len(word) < MIN_LENGTH or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2


def closest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """The closest of ``known`` (word, frequency) by edit distance, phonetic key, frequency; None beyond the allowed
    distance."""
    limit, sound = max_edit_distance(word), phonetic_key(word)
    alike = [(other, used) for other, used in known if abs(len(word) - len(other)) <= limit]
    near = [(distance, other, used) for other, used in alike if (distance := edit_distance(word, other)) <= limit]
    ranked = ((distance, damerau_levenshtein(sound, phonetic_key(other)), -used, other) for distance, other, used in near)
    return min(ranked, default=(0, 0, 0, None))[-1]


def edit_distance(word: str, other: str) -> int:
    """Damerau–Levenshtein distance; a swap of two letters that aren't adjacent counts as one too ("pemaran", "pameran")."""
    differing = [(one, two) for one, two in zip(word, other, strict=False) if one != two]
    if len(word) == len(other) and len(differing) == 2 and differing[0] == differing[1][::-1]:
        return 1
    return int(damerau_levenshtein(word, other))


def first_letters(word: str) -> str:
    """The first letters that sound alike with that of ``word``: "credit" may mean "kredit"."""
    return next((letters for letters in _SAME_SOUND if word[:1] in letters), word[:1])


def phonetic_key(word: str) -> str:
    """A key that is equal for words that sound alike: "sertifikat", "sertipikat" and "sertiffikat"."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word).removesuffix("h")
