"""People's words beside the site's words in a query, for every engine alike.

A word or expression of the editors' list ("padanan kata") stands for itself or for any of its meanings: "bungkus" becomes
"bungkus or kemasan". Words that the list calls empty fall out while another word is left. Phrases in quotes and what the
person excluded stay as typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.search.language.analyser import analyse, fold
from core.search.query.parser import And, Not, Or, Query, Term

Said = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """``meanings``: the terms of what is said → alternatives, each of which is terms that stand together.
    ``words``: people's single words as written, which may be mistyped too.
    """

    meanings: Mapping[Said, tuple[tuple[Term, ...], ...]] = field(default_factory=dict)
    empty: frozenset[Said] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def longest(self) -> int:
        return max((len(said) for said in (*self.meanings, *self.empty)), default=0)

    def knows(self, term: str) -> bool:
        """Whether people's word is on the list by itself, and so isn't mistyped."""
        return (term,) in self.meanings or (term,) in self.empty


def synonyms_from(rows: Iterable[tuple[str, str]]) -> Synonyms:
    """The list from its rows (said, meant)."""
    meanings: dict[Said, tuple[tuple[Term, ...], ...]] = {}
    empty: set[Said] = set()
    written: set[str] = set()
    for said, meant in rows:
        key = tuple(term.term for term in _terms(said))
        alternatives = tuple(terms for part in meant.split(",") if (terms := _terms(part)))
        if key and alternatives:
            meanings[key] = (*meanings.get(key, ()), *alternatives)
        elif key and not meant:
            empty.add(key)
        if len(key) == 1 and said.isalpha():
            written.add(fold(said))
    return Synonyms(meanings, frozenset(empty), frozenset(written))


def with_synonyms(query: Query, synonyms: Synonyms) -> Query:
    """The query that also finds what means the same."""
    match query:
        case Term():
            return _in_other_words((query,), synonyms) or query
        case Or(parts):
            return Or(tuple(with_synonyms(part, synonyms) for part in parts))
        case And(parts):
            return _all(_telling(_each(parts, synonyms), synonyms))
    return query


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[Term, ...]:
    return tuple(Term(token.term, text[token.start : token.end]) for token in analyse(text))


def _each(parts: Sequence[Query], synonyms: Synonyms) -> list[Query]:
    """The parts with every expression of the list put as alternatives, the longest expression first."""
    found: list[Query] = []
    index = 0
    while index < len(parts):
        run, said = _longest_said(parts[index:], synonyms)
        found.append(said or with_synonyms(parts[index], synonyms))
        index += max(run, 1)
    return found


def _longest_said(parts: Sequence[Query], synonyms: Synonyms) -> tuple[int, Query | None]:
    """How many of the first parts are one expression of the list, and what they become."""
    run: list[Term] = []
    for part in parts[: synonyms.longest]:
        if not isinstance(part, Term):
            break
        run.append(part)
    for length in range(len(run), 1, -1):
        if said := _in_other_words(run[:length], synonyms):
            return length, said
    return 0, None


def _in_other_words(terms: Sequence[Term], synonyms: Synonyms) -> Query | None:
    meanings = synonyms.meanings.get(tuple(term.term for term in terms))
    if meanings is None:
        return None
    return Or(tuple(dict.fromkeys(_all(meaning) for meaning in (tuple(terms), *meanings))))


def _telling(parts: Sequence[Query], synonyms: Synonyms) -> Sequence[Query]:
    """Without the empty words, unless only they would be left."""
    telling = [part for part in parts if not (isinstance(part, Term) and (part.term,) in synonyms.empty)]
    return telling if any(not isinstance(part, Not) for part in telling) else parts


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
