"""Which of the known words a mistyped one most likely means, for every engine alike."""

import re
from collections.abc import Iterable

from whoosh.support.levenshtein import damerau_levenshtein

SHORTEST = 4
_DOUBLE = re.compile(r"(.)\1")
# Ways of writing one sound: spelling before 1972 (Ejaan yang Disempurnakan), foreign letters, and silent h.
_SOUNDS = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("kh", "k"), ("ks", "x")),
    *(("ck", "k"), ("dz", "z"), ("ph", "p"), ("th", "t"), ("q", "k")),
    *(("f", "p"), ("v", "p"), ("z", "j")),
)
# First letters that are taken for each other by ear; any other first letter is what the person meant.
_HEARD_ALIKE = ("ckq", "fpv", "jyz")


def slips_allowed(word: str) -> int:
    """One slip (a letter more, less, other, or two swapped) in words of 4 and 5 letters, two in longer ones."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2


def likeliest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """The nearest of ``known`` (word, how often it is used): fewest slips, same sound, most used; None when none is near."""
    most, sound = slips_allowed(word), sound_of(word)
    alike = [(other, used) for other, used in known if abs(len(word) - len(other)) <= most]
    near = [(slips, other, used) for other, used in alike if (slips := slips_between(word, other)) <= most]
    ranked = ((slips, damerau_levenshtein(sound, sound_of(other)), -used, other) for slips, other, used in near)
    return min(ranked, default=(0, 0, 0, None))[-1]


def slips_between(word: str, other: str) -> int:
    """Letters more, less, other; two letters that changed places count once, wherever they stand ("pemaran", "pameran")."""
    differing = [(one, two) for one, two in zip(word, other, strict=False) if one != two]
    if len(word) == len(other) and len(differing) == 2 and differing[0] == differing[1][::-1]:
        return 1
    return int(damerau_levenshtein(word, other))


def beginnings(word: str) -> str:
    """Letters that the word meant may begin with: "kredit" may have been typed "credit"."""
    return next((letters for letters in _HEARD_ALIKE if word[:1] in letters), word[:1])


def sound_of(word: str) -> str:
    """How a word sounds: "sertifikat", "sertipikat" and "sertiffikat" alike."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word).removesuffix("h")
