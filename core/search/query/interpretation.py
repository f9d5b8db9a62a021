"""Interpretations of a query: with synonyms, with corrected typos, with most of its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.search.models import Synonym
from core.search.query.correction import Replacements, correct
from core.search.query.parser import Query, most_of
from core.search.query.synonyms import Synonyms, synonyms_from, with_synonyms


@dataclass(frozen=True)
class Interpretation:
    """``query`` is what is searched, ``words`` the same without synonyms. ``replaced`` pairs each mistyped word with its
    replacement; ``partial``: most of the words suffice.
    """

    query: Query
    words: Query
    replaced: Replacements = ()
    partial: bool = False


def current_synonyms() -> Synonyms:
    """The editors' list, in one query."""
    return synonyms_from(Synonym.objects.values_list("said", "meant"))


def interpretations(query: Query, synonyms: Synonyms) -> Iterator[Interpretation]:
    """In order: as typed, corrected, and with most of the words sufficient."""
    typed = with_synonyms(query, synonyms)
    yield Interpretation(typed, query)
    corrected, replaced = correct(query, synonyms)
    wanted = with_synonyms(corrected, synonyms)
    if replaced:
        yield Interpretation(wanted, corrected, replaced)
    most = most_of(wanted)
    if most != wanted:
        yield Interpretation(most, corrected, replaced, partial=True)
