"""Spelling correction of a query: typos, a compound split in two, two words joined."""

from collections.abc import Iterator, Sequence
from itertools import chain

from core.search.engines.current import get_engine
from core.search.language.analyser import MAX_TERM_LENGTH, fold, terms
from core.search.language.known_words import KNOWN_WORDS
from core.search.language.lexicon import LEXICON
from core.search.language.stemmer import bases_of
from core.search.language.stopwords import STOP_WORDS
from core.search.query.parser import And, InTitle, Not, Or, Phrase, Query, Term
from core.search.query.synonyms import Synonyms
from core.search.query.typos import closest, first_letters

Replacements = tuple[tuple[str, str], ...]
MIN_PART_LENGTH = 3
MAX_SHORT_PART = 3  # letters of the shorter part of a split word that has a typo too


def correct(query: Query, synonyms: Synonyms) -> tuple[Query, Replacements]:
    """The query with each word that isn't indexed replaced by the closest one that is, and the replacements made."""
    corrector = _Corrector(synonyms)
    return corrector.corrected(query), tuple(corrector.replaced.items())


class _Corrector:
    """``replaced``: each mistyped word, as typed → what is searched instead."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self.replaced: dict[str, str] = {}

    def corrected(self, query: Query) -> Query:
        match query:
            case Term():
                return _as_query(self._word(query))
            case Phrase(words):
                return Phrase(tuple(chain.from_iterable(map(self._word, words))))
            case And(parts):
                return And(tuple(self._parts(parts)))
            case Or(parts):
                return Or(tuple(map(self.corrected, parts)))
            case Not() | InTitle():
                return query

    def _parts(self, parts: Sequence[Query]) -> Iterator[Query]:
        """The corrected parts; neighbours that are one split word become that word."""
        index = 0
        while index < len(parts):
            pair = parts[index : index + 2]
            if joined := self._join(pair):
                yield joined
                index += 2
                continue
            part = parts[index]
            yield from self._word(part) if isinstance(part, Term) else (self.corrected(part),)
            index += 1

    def _join(self, pair: Sequence[Query]) -> Term | None:
        """The word that the pair is the parts of.

        Either it is indexed and one part isn't ("kope rasi"), or it is close to an indexed word, neither part is indexed and
        one is short ("ko working").
        """
        if len(pair) < 2 or not isinstance(pair[0], Term) or not isinstance(pair[1], Term):
            return None
        unknown = [self._looks_mistyped(part) for part in (pair[0], pair[1])]
        parts = fold(pair[0].word), fold(pair[1].word)
        whole = "".join(parts)
        if not any(unknown) or not whole.isalpha():
            return None
        used = whole if _is_indexed(whole) else None
        if used is None and all(unknown) and min(map(len, parts)) <= MAX_SHORT_PART:
            used = self._within_distance(whole, get_engine().nearest(whole))
        if used is None:
            return None
        self.replaced[f"{pair[0].word} {pair[1].word}"] = used
        return Term(terms(used)[0], used)

    def _word(self, term: Term) -> tuple[Term, ...]:
        if not self._looks_mistyped(term):
            return (term,)
        word = fold(term.word)
        used = self._near(word) or " ".join(_split_compound(word))
        if not used:
            return (term,)
        self.replaced[term.word] = used
        return tuple(Term(found, used) for found in terms(used))

    def _looks_mistyped(self, term: Term) -> bool:
        return not (_is_correct(term) or self._synonyms.knows(term.term) or get_engine().knows(term.term))

    def _near(self, word: str) -> str | None:
        """The closest indexed word, whether completed or corrected, or the closest expression of the synonyms if nearer."""
        near = get_engine().nearest(word)
        return self._within_distance(word, near) or near

    def _within_distance(self, word: str, near: str | None) -> str | None:
        first = first_letters(word)
        known = [(word, 0) for word in self._synonyms.words if word[0] in first]
        return closest(word, [*known, (near, 1)] if near else known)


def _is_correct(term: Term) -> bool:
    """A known word is correct even where no document contains it: "kapal" isn't "kanal", "dikomplain" isn't a typo."""
    return term.term in LEXICON or any(base in KNOWN_WORDS for base, _ in bases_of(fold(term.word)))


def _is_indexed(word: str) -> bool:
    found = terms(word)
    return len(found) == 1 and get_engine().knows(found[0])


def _split_compound(word: str) -> tuple[str, ...]:
    """The two indexed words that ``word`` is the concatenation of ("simpanpinjam"), the most even split first; or ()."""
    if not word.isalpha() or len(word) > MAX_TERM_LENGTH:
        return ()
    middle = len(word) / 2
    places = sorted(range(MIN_PART_LENGTH, len(word) - MIN_PART_LENGTH + 1), key=lambda place: abs(place - middle))
    pairs = ((word[:place], word[place:]) for place in places)
    return next((pair for pair in pairs if all(map(_is_content_word, pair))), ())


def _is_content_word(word: str) -> bool:
    return word not in STOP_WORDS and _is_indexed(word)


def _as_query(found: tuple[Term, ...]) -> Query:
    return found[0] if len(found) == 1 else And(found)
