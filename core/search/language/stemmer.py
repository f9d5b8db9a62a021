"""Stemmer: one Indonesian word → its root, the indexed term."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from core.search.language.lexicon import LEXICON
from core.search.language.spelling import EXCEPTIONS, SPELLING

_snowball = Stemmer.Stemmer("indonesian")
_snowball.maxCacheSize = 0  # ``root_of`` is memoized

_FILED = SPELLING | EXCEPTIONS
_KNOWN = LEXICON | _FILED.keys()
_VOWELS = "aeiou"
_PARTICLES = ("lah", "kah", "tah", "pun")
_PRONOUNS = ("nya", "ku", "mu", "ne", "e")  # "-(n)e" is East Java's "-nya": "koperasine"
_SUFFIXES = ("kan", "an", "i", "wan", "wati", "in", "no", "ake")  # "-in", "-no" and "-ake" are spoken forms of "-kan"
_PREFIXES = (
    *("menge", "penge", "memper", "diper", "meng", "peng", "meny", "peny", "mem", "pem", "men", "pen"),
    *("ber", "ter", "per", "me", "pe", "di", "ke", "se", "be", "te"),
)
_I_AND_YOU = ("ku", "kau")
# The nasal replaces the first letter of the root: me- + tulis = menulis (Tata Bahasa Baku Bahasa Indonesia).
_ELIDED = {"meng": "k", "peng": "k", "mem": "p", "pem": "p", "men": "t", "pen": "t", "meny": "s", "peny": "s"}
# Spoken forms of meN-: (first letters of the rest that are unchanged, first letters that the nasal elided).
# nambah, njualin; mesan, mbuka; ngurus, ngirim; nyari, nyimpan; ngecek.
_SPOKEN = {"n": ("dj", "t"), "m": ("b", "p"), "ng": ("aeioug", "k"), "ny": ("", "sc"), "nge": ("bcdfhjlprstwy", "")}
_SHORTEST_ROOT = 3
_LONGEST_STEMMED = 40
_MOST_PREFIXES = 3


class Candidate(NamedTuple):
    """A possible root of a word. The best one is the maximum: longest, unchanged, with the fewest prefixes."""

    length: int
    unchanged: bool
    prefixes: int
    text: str


@lru_cache(maxsize=65_536)
def root_of(word: str) -> str:
    """The root of a folded word: a known root inside its affixes, or what Snowball leaves."""
    if word in _KNOWN:
        return _FILED.get(word, word)
    if len(word) > _LONGEST_STEMMED or not word.isalpha():
        return word[:_LONGEST_STEMMED]
    root = max(_known_roots(word), default=None) or max(_spoken_roots(word), default=None)
    found = root.text if root else str(_snowball.stemWord(word))
    return _FILED.get(found, found)


def bases_of(word: str) -> Iterator[tuple[str, int]]:
    """Whatever affixes could have turned into ``word``, a word of the language or not, with the number of prefixes."""
    heads = [word, *(word.removeprefix(pronoun) for pronoun in _I_AND_YOU if word.startswith(pronoun))]
    for head in heads:
        for base in _without_suffixes(head):
            yield from _without_prefixes(base, 0)


def _known_roots(word: str) -> Iterator[Candidate]:
    """Known roots that affixes could have turned into ``word``."""
    for root, prefixes in bases_of(word):
        if root in _KNOWN:
            yield Candidate(len(root), root in word, -prefixes, root)


def _spoken_roots(word: str) -> Iterator[Candidate]:
    """Known roots after the spoken nasal prefix, which combines with no other prefix. Used for words without another root,
    since a form like this may be a root itself ("miring" is not "piring").
    """
    for nasal, (unchanged, elided) in _SPOKEN.items():
        rest = word.removeprefix(nasal)
        if rest == word or len(rest) < _SHORTEST_ROOT:
            continue
        for base in _without_suffixes(rest):
            first = ("", *elided) if rest[0] in unchanged else elided if rest[0] in _VOWELS else ""
            for root in (letter + base for letter in first):
                if root in _KNOWN:
                    yield Candidate(len(root), root in word, -1, root)


def _without_suffixes(word: str) -> Iterator[str]:
    for particle in _stripped(word, _PARTICLES):
        for pronoun in _stripped(particle, _PRONOUNS):
            yield from _stripped(pronoun, _SUFFIXES)


def _stripped(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            yield word[: -len(ending)]


def _without_prefixes(word: str, taken: int) -> Iterator[tuple[str, int]]:
    yield word, taken
    if taken == _MOST_PREFIXES:
        return
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        if not word.startswith(prefix) or len(rest) < _SHORTEST_ROOT - 1:
            continue
        if len(rest) >= _SHORTEST_ROOT:
            yield from _without_prefixes(rest, taken + 1)
        if prefix in _ELIDED and rest[0] in _VOWELS:
            yield from _without_prefixes(_ELIDED[prefix] + rest, taken + 1)
