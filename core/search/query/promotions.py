"""Promoted results that editors choose for certain queries ("Pilihan redaksi")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core.search.query.parser import Query, parse, positive_terms
from core.search.query.synonyms import Synonyms

Key = frozenset[str]


@dataclass(frozen=True)
class Promoted:
    title: str
    url: str
    description: str


def promoted_for(queries: Iterable[Query], synonyms: Synonyms) -> list[Promoted]:
    """The promoted results for any of these interpretations.

    A query matches an editor's when both have the same terms, in any order and without empty words. Wagtail's own
    ``Query.get`` is not used, because it stores every search.
    """
    wanted = {_key(query, synonyms) for query in queries}
    known = PromotedQuery.objects.filter(editors_picks__isnull=False).distinct().values_list("pk", "query_string")
    matching = [pk for pk, text in known if (query := parse(text)) and _key(query, synonyms) in wanted]
    return _shown(matching) if matching else []


def _key(query: Query, synonyms: Synonyms) -> Key:
    found = frozenset(term.term for term in positive_terms(query))
    return frozenset(term for term in found if (term,) not in synonyms.empty) or found


def _shown(queries: Sequence[int]) -> list[Promoted]:
    """In the editors' order, each page once; a page that is no longer public, or has no address of its own, isn't shown."""
    public = Q(page=None) | Q(page__in=Page.objects.live().public())
    picks = SearchPromotion.objects.filter(public, query__in=queries).select_related("page").order_by("query", "sort_order")
    found = [
        Promoted(pick.title, pick.page.specific_deferred.url if pick.page else pick.external_link_url, pick.description)
        for pick in picks
    ]
    return list({promoted.url: promoted for promoted in found if promoted.url}.values())
