"""How a query is understood: people's words for the site's, mistyped words put right."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.search.models import Synonym
from core.search.query.correction import Replaced, put_right
from core.search.query.parser import Query, most_of
from core.search.query.synonyms import Synonyms, synonyms_from, with_synonyms


@dataclass(frozen=True)
class Reading:
    """``query`` is what is searched, ``words`` the same without synonyms. ``replaced`` pairs each mistyped word with the one
    searched instead; ``partial``: not all the words are needed.
    """

    query: Query
    words: Query
    replaced: Replaced = ()
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
