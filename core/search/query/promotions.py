"""Promoted results that editors choose for certain queries ("Mungkin ini yang Anda cari")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core.search.language.analyser import terms, words
from core.search.query.parser import Query, positive_terms
from core.search.query.synonyms import Synonyms

MOST_SHOWN = 3
MORE_WORDS = ("…", "...")


@dataclass(frozen=True)
class Promoted:
    title: str
    url: str
    description: str


@dataclass(frozen=True)
class _Phrase:
    """``is_open``: the query may have more words."""

    terms: frozenset[str]
    is_open: bool


def promoted_for(queries: Iterable[Query], synonyms: Synonyms) -> list[Promoted]:
    """At most MOST_SHOWN promoted results for any of these interpretations, those that meet most of its words first.

    An editor's query is one phrase or several with commas. A phrase matches when both have the same terms, in any order and
    without empty words; "lupa sandi …" also matches when the query has more words. Wagtail's own ``Query.get`` is not used,
    because it stores every search.
    """
    wanted = [frozenset(term.term for term in positive_terms(query)) for query in queries]
    known = PromotedQuery.objects.filter(editors_picks__isnull=False).distinct().values_list("pk", "query_string")
    met = {pk: max(_met(phrase, query, synonyms) for phrase in _phrases(text) for query in wanted) for pk, text in known}
    matching = sorted((pk for pk, count in met.items() if count), key=lambda pk: (-met[pk], pk))
    return _shown(matching) if matching else []


@lru_cache(maxsize=1024)
def _phrases(text: str) -> tuple[_Phrase, ...]:
    return tuple(_phrase(part.strip()) for part in text.split(","))


def _phrase(text: str) -> _Phrase:
    """One telling word left of several isn't open: "sertifikat saya …" would answer "sertifikat halal"."""
    found = frozenset(terms(text))
    told = len(found) > 1 or len(words(text)) == 1
    return _Phrase(found, text.endswith(MORE_WORDS) and told)


def _met(phrase: _Phrase, query: frozenset[str], synonyms: Synonyms) -> int:
    """How many terms of the query the phrase meets; 0 when it doesn't match."""
    is_met = phrase.terms <= query if phrase.is_open else _telling(phrase.terms, synonyms) == _telling(query, synonyms)
    return len(phrase.terms) if is_met else 0


def _telling(found: frozenset[str], synonyms: Synonyms) -> frozenset[str]:
    return frozenset(term for term in found if (term,) not in synonyms.empty) or found


def _shown(queries: Sequence[int]) -> list[Promoted]:
    """In the order of the queries and of the editors, each page once; a page that is no longer public, or has no address of
    its own, isn't shown."""
    public = Q(page=None) | Q(page__in=Page.objects.live().public())
    picks = SearchPromotion.objects.filter(public, query__in=queries).select_related("page")
    found = [
        Promoted(
            pick.title, pick.page.specific_deferred.url if pick.page else _own(pick.external_link_url), pick.description
        )
        for pick in sorted(picks, key=lambda pick: (queries.index(pick.query_id), pick.sort_order or 0))
    ]
    return list({promoted.url: promoted for promoted in found if promoted.url}.values())[:MOST_SHOWN]


def _own(url: str) -> str:
    """An address of this site without its host, so that a link stays on the site wherever it is served."""
    parts = urlsplit(url)
    is_own = parts.hostname == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return parts._replace(scheme="", netloc="").geturl() if is_own else url
