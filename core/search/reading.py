"""How a query is understood: people's words for the site's, mistyped words put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.models import Synonym

from .analyser import fold, terms
from .engines import get_engine
from .query import Query, Term, most_of, positive_terms, with_terms
from .roots import ROOTS
from .synonyms import Synonyms, synonyms_from, with_synonyms


@dataclass(frozen=True)
class Reading:
    """``query`` is what is searched, ``words`` the same without synonyms. ``replaced`` pairs each mistyped word with the one
    searched instead; ``partial``: not all the words are needed.
    """

    query: Query
    words: Query
    replaced: tuple[tuple[str, str], ...] = ()
    partial: bool = False


def current_synonyms() -> Synonyms:
    """The editors' list, in one query."""
    return synonyms_from(Synonym.objects.values_list("said", "meant"))


def readings(query: Query, synonyms: Synonyms) -> Iterator[Reading]:
    """Ways to understand what was typed, the closest first: as typed, put right, and most of the words enough."""
    typed = with_synonyms(query, synonyms)
    yield Reading(typed, query)
    corrected, replaced = put_right(query, synonyms)
    wanted = with_synonyms(corrected, synonyms)
    if replaced:
        yield Reading(wanted, corrected, replaced)
    most = most_of(wanted)
    if most != wanted:
        yield Reading(most, corrected, replaced, partial=True)


def put_right(query: Query, synonyms: Synonyms) -> tuple[Query, tuple[tuple[str, str], ...]]:
    """The query with every word that no document has put right, where a near one exists; and what was replaced."""
    near: dict[Term, str] = {}
    for term in dict.fromkeys(positive_terms(query)):
        if _looks_mistyped(term, synonyms) and (word := get_engine().nearest(fold(term.word))):
            near[term] = word
    fixed = with_terms(query, lambda term: Term(terms(near[term])[0], near[term]) if term in near else term)
    return fixed, tuple((term.word, word) for term, word in near.items())


def _looks_mistyped(term: Term, synonyms: Synonyms) -> bool:
    """A word of the language that happens to be in no document is right as it stands: "kapal" isn't meant to be "kanal"."""
    return term.term not in ROOTS and not synonyms.knows(term.term) and not get_engine().knows(term.term)
