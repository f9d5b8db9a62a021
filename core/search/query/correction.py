"""Mistyped words put right: slips of the finger, a word torn in two, two words run into one."""

from collections.abc import Iterator, Sequence
from itertools import chain

from core.search.engines.current import get_engine
from core.search.language.analyser import MAX_TERM_LENGTH, fold, terms
from core.search.language.lexicon import LEXICON
from core.search.language.stopwords import STOP_WORDS
from core.search.query.parser import And, InTitle, Not, Or, Phrase, Query, Term
from core.search.query.synonyms import Synonyms
from core.search.query.typos import beginnings, likeliest

Replaced = tuple[tuple[str, str], ...]
SHORTEST_HALF = 3
TORN_OFF = 3  # letters of the smaller half of a torn word that is mistyped as well


def put_right(query: Query, synonyms: Synonyms) -> tuple[Query, Replaced]:
    """The query with every word that no document has put right, where a near one exists; and what was replaced."""
    mender = _Mender(synonyms)
    return mender.mended(query), tuple(mender.replaced.items())


class _Mender:
    """``replaced``: each mistyped word, as typed → what is searched instead."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self.replaced: dict[str, str] = {}

    def mended(self, query: Query) -> Query:
        match query:
            case Term():
                return _one(self._word(query))
            case Phrase(words):
                return Phrase(tuple(chain.from_iterable(map(self._word, words))))
            case And(parts):
                return And(tuple(self._parts(parts)))
            case Or(parts):
                return Or(tuple(map(self.mended, parts)))
            case Not() | InTitle():
                return query

    def _parts(self, parts: Sequence[Query]) -> Iterator[Query]:
        """Neighbours that are one torn word as that word; everything else by itself."""
        index = 0
        while index < len(parts):
            pair = parts[index : index + 2]
            if joined := self._joined(pair):
                yield joined
                index += 2
                continue
            part = parts[index]
            yield from self._word(part) if isinstance(part, Term) else (self.mended(part),)
            index += 1

    def _joined(self, pair: Sequence[Query]) -> Term | None:
        """ "kope rasi" is a known word where a half is none; "ko working" near one where both are none and one is short."""
        if len(pair) < 2 or not isinstance(pair[0], Term) or not isinstance(pair[1], Term):
            return None
        strange = [self._looks_mistyped(half) for half in (pair[0], pair[1])]
        halves = fold(pair[0].word), fold(pair[1].word)
        whole = "".join(halves)
        if not any(strange) or not whole.isalpha():
            return None
        used = whole if _known(whole) else None
        if used is None and all(strange) and min(map(len, halves)) <= TORN_OFF:
            used = self._within_slips(whole, get_engine().nearest(whole))
        if used is None:
            return None
        self.replaced[f"{pair[0].word} {pair[1].word}"] = used
        return Term(terms(used)[0], used)

    def _word(self, term: Term) -> tuple[Term, ...]:
        if not self._looks_mistyped(term):
            return (term,)
        word = fold(term.word)
        used = self._near(word) or " ".join(_halves(word))
        if not used:
            return (term,)
        self.replaced[term.word] = used
        return tuple(Term(found, used) for found in terms(used))

    def _looks_mistyped(self, term: Term) -> bool:
        """A word of the language that happens to be in no document is right: "kapal" isn't meant to be "kanal"."""
        return term.term not in LEXICON and not self._synonyms.knows(term.term) and not get_engine().knows(term.term)

    def _near(self, word: str) -> str | None:
        """The word of the texts that it may be, unfinished or mistyped, or people's word of the editors' list if nearer."""
        near = get_engine().nearest(word)
        return self._within_slips(word, near) or near

    def _within_slips(self, word: str, near: str | None) -> str | None:
        first = beginnings(word)
        known = [(said, 0) for said in self._synonyms.words if said[0] in first]
        return likeliest(word, [*known, (near, 1)] if near else known)


def _known(word: str) -> bool:
    found = terms(word)
    return len(found) == 1 and get_engine().knows(found[0])


def _halves(word: str) -> tuple[str, ...]:
    """ "simpanpinjam": the two known words it consists of, the most even ones; none if it doesn't."""
    if not word.isalpha() or len(word) > MAX_TERM_LENGTH:
        return ()
    middle = len(word) / 2
    places = sorted(range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1), key=lambda place: abs(place - middle))
    pairs = ((word[:place], word[place:]) for place in places)
    return next((pair for pair in pairs if all(map(_stands_alone, pair))), ())


def _stands_alone(word: str) -> bool:
    return word not in STOP_WORDS and _known(word)


def _one(found: tuple[Term, ...]) -> Query:
    return found[0] if len(found) == 1 else And(found)
