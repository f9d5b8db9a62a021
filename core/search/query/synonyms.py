"""Synonym expansion of a query, the same for every engine.

An expression of the editors' list ("padanan kata") matches itself or any of its meanings: "bungkus" becomes "bungkus or
kemasan". Words that the list marks as empty are dropped while another word is left; those of other offices' business
("paspor") are only recognized. Quoted phrases and excluded words are
not expanded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.search.language.analyser import analyse, fold
from core.search.query.parser import And, Not, Or, Query, Term, positive_terms

Expression = tuple[str, ...]
FOREIGN = "-"
"""The meaning of an expression that names the business of other offices."""


@dataclass(frozen=True)
class Synonyms:
    """``meanings``: the terms of an expression → its alternatives, each a tuple of terms that must all match.
    ``foreign``: business of other offices. ``words``: expressions of one word as written, candidates of spelling correction.
    """

    meanings: Mapping[Expression, tuple[tuple[Term, ...], ...]] = field(default_factory=dict)
    empty: frozenset[Expression] = frozenset()
    foreign: frozenset[Expression] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def longest(self) -> int:
        return max((len(expression) for expression in (*self.meanings, *self.empty)), default=0)

    def knows(self, term: str) -> bool:
        """Whether the single term is an expression of the list, and so isn't a typo."""
        return any((term,) in known for known in (self.meanings, self.empty, self.foreign))


def synonyms_from(rows: Iterable[tuple[str, str]]) -> Synonyms:
    """The synonyms of the rows (said, meant)."""
    meanings: dict[Expression, tuple[tuple[Term, ...], ...]] = {}
    empty: set[Expression] = set()
    foreign: set[Expression] = set()
    written: set[str] = set()
    for said, meant in rows:
        key = tuple(term.term for term in _terms(said))
        alternatives = tuple(terms for part in meant.split(",") if (terms := _terms(part)))
        if key and meant == FOREIGN:
            foreign.add(key)
        elif key and alternatives:
            meanings[key] = (*meanings.get(key, ()), *alternatives)
        elif key and not meant:
            empty.add(key)
        if len(key) == 1 and said.isalpha():
            written.add(fold(said))
    return Synonyms(meanings, frozenset(empty), frozenset(foreign), frozenset(written))


def foreign_words(query: Query, synonyms: Synonyms) -> str:
    """The first expression of the query that names the business of other offices, as typed; "" for none."""
    asked = list(positive_terms(query))
    lengths = {len(expression) for expression in synonyms.foreign}
    runs = (asked[start : start + length] for start in range(len(asked)) for length in sorted(lengths, reverse=True))
    found = (run for run in runs if tuple(term.term for term in run) in synonyms.foreign)
    return " ".join(term.word for term in next(found, ()))


def with_synonyms(query: Query, synonyms: Synonyms) -> Query:
    """The query with synonyms as alternatives."""
    match query:
        case Term():
            return _alternatives((query,), synonyms) or query
        case Or(parts):
            return Or(tuple(with_synonyms(part, synonyms) for part in parts))
        case And(parts):
            return _all(_without_empty_words(_each(parts, synonyms), synonyms))
    return query


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[Term, ...]:
    return tuple(Term(token.term, text[token.start : token.end]) for token in analyse(text))


def _each(parts: Sequence[Query], synonyms: Synonyms) -> list[Query]:
    """The parts with every expression of the list replaced by its alternatives, the longest expression first."""
    found: list[Query] = []
    index = 0
    while index < len(parts):
        run, expanded = _longest_expression(parts[index:], synonyms)
        found.append(expanded or with_synonyms(parts[index], synonyms))
        index += max(run, 1)
    return found


def _longest_expression(parts: Sequence[Query], synonyms: Synonyms) -> tuple[int, Query | None]:
    """How many of the first parts are one expression of the list, and its alternatives."""
    run: list[Term] = []
    for part in parts[: synonyms.longest]:
        if not isinstance(part, Term):
            break
        run.append(part)
    for length in range(len(run), 1, -1):
        if expanded := _alternatives(run[:length], synonyms):
            return length, expanded
    return 0, None


def _alternatives(terms: Sequence[Term], synonyms: Synonyms) -> Query | None:
    meanings = synonyms.meanings.get(tuple(term.term for term in terms))
    if meanings is None:
        return None
    return Or(tuple(dict.fromkeys(_all(meaning) for meaning in (tuple(terms), *meanings))))


def _without_empty_words(parts: Sequence[Query], synonyms: Synonyms) -> Sequence[Query]:
    """The parts without empty words, or all of them if nothing else is left."""
    kept = [part for part in parts if not (isinstance(part, Term) and (part.term,) in synonyms.empty)]
    return kept if any(not isinstance(part, Not) for part in kept) else parts


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
