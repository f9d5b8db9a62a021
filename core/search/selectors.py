"""Search results that a user may see, grouped by kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.core.paginator import Page, Paginator

from core.jobs.models import Job
from core.people.types import Person
from core.search.engines.current import get_engine
from core.search.protocol import Hit, Results, SubjectHits
from core.search.query.interpretation import Interpretation, current_synonyms, interpretations
from core.search.query.parser import MAX_QUERY_LENGTH, parse
from core.search.query.promotions import Promoted, promoted_for
from core.search.query.synonyms import foreign_words
from core.search.registry import SearchProvider, SearchResult, all_providers, get_provider

SHOWN_OF_EACH_KIND = 5
PAGE_SIZE = 10
MANY_WAITING = 10
"""Subjects that wait to be indexed, from which on people are told; a few are indexed within the second."""
FEW = 3  # complete matches; fewer are followed by partial ones

Matches = list[tuple[Interpretation, Results]]


@dataclass(frozen=True)
class FoundSubject:
    """``more`` counts its found documents beyond ``hits``; ``partial``: it has most of the words, or one in the title."""

    result: SearchResult
    hits: tuple[Hit, ...]
    more: int
    partial: bool


@dataclass(frozen=True)
class FoundKind:
    provider: SearchProvider
    subjects: list[FoundSubject]
    total: int
    at_least: bool

    @property
    def partial(self) -> bool:
        """No subject of this kind has all the words."""
        return all(subject.partial for subject in self.subjects)

    @property
    def has_more(self) -> bool:
        return self.total > len(self.subjects)


@dataclass(frozen=True)
class Found:
    """``empty_words``: the text has stop words alone. ``foreign``: its words that name the business of other offices.
    ``page`` is set when one kind is listed alone.
    """

    text: str
    cut: bool = False
    empty_words: bool = False
    foreign: str = ""
    corrected: str = ""
    replaced: tuple[tuple[str, str], ...] = ()
    promoted: list[Promoted] = field(default_factory=list)
    kinds: list[FoundKind] = field(default_factory=list)
    page: Page | None = None

    @property
    def partial(self) -> bool:
        """No result has all the words."""
        return bool(self.kinds) and all(kind.partial for kind in self.kinds)

    @property
    def is_miss(self) -> bool:
        """A query with content words has no result."""
        return bool(self.text) and not (self.empty_words or self.foreign or self.kinds or self.promoted or self.page)


def search_site(*, text: str, person: Person, kind: str = "", page: int = 1) -> Found:
    """The results of ``text`` that ``person`` may see: the best of every kind, or a page of one. Raises SearchUnavailable.

    Synonyms are expanded and a document must have all words. For a kind without such a document, typos are corrected; if it
    still has none, documents with most of the words are shown, below the kinds with complete matches. They also follow fewer
    than FEW complete matches. Words of other offices' business show none of this office's. The result records
    each step for the page.
    """
    typed = " ".join(text.split())
    phrase, cut = typed[:MAX_QUERY_LENGTH], len(typed) > MAX_QUERY_LENGTH
    query = parse(phrase)
    if query is None:
        return Found(phrase, cut=cut, empty_words=bool(phrase))
    synonyms = current_synonyms()
    only = get_provider(kind)
    page = page if only else 1
    foreign = foreign_words(query, synonyms)
    wanted, size = ([only], PAGE_SIZE) if only else (all_providers(), SHOWN_OF_EACH_KIND)
    providers = [provider for provider in wanted if not (foreign and provider.own_business)]
    tried, found = _find(interpretations(query, synonyms), providers, page, size)
    kinds = [_visible(provider, found[provider.kind], person, page) for provider in providers if provider.kind in found]
    replaced = max((interpretation.replaced for matches in found.values() for interpretation, _ in matches), default=())
    return Found(
        phrase,
        cut=cut,
        foreign=foreign,
        corrected=_corrected(phrase, replaced),
        replaced=replaced,
        promoted=[] if only else promoted_for({interpretation.words for interpretation in tried}, synonyms),
        kinds=sorted((each for each in kinds if each.subjects), key=lambda each: each.partial),
        page=_pages(found[only.kind], PAGE_SIZE).get_page(page) if only and found else None,
    )


@dataclass(frozen=True)
class Narrowed:
    """The subjects of one kind that a text finds, unordered; the other fields as in Found."""

    refs: frozenset[str] = frozenset()
    empty_words: bool = False
    corrected: str = ""
    partial: bool = False


def narrow(*, text: str, kind: str) -> Narrowed:
    """The subjects of ``kind`` for a list that is filtered by text, interpreted as the search does. Raises
    SearchUnavailable."""
    phrase = " ".join(text.split())[:MAX_QUERY_LENGTH]
    query, provider = parse(phrase), get_provider(kind)
    if query is None or provider is None:
        return Narrowed(empty_words=bool(phrase))
    synonyms = current_synonyms()
    if provider.own_business and foreign_words(query, synonyms):
        return Narrowed()
    for interpretation in interpretations(query, synonyms):
        if refs := get_engine().refs(interpretation.query, kind):
            return Narrowed(
                frozenset(refs), corrected=_corrected(phrase, interpretation.replaced), partial=interpretation.partial
            )
    return Narrowed()


def _find(
    queries: Iterable[Interpretation], providers: Sequence[SearchProvider], page: int, size: int
) -> tuple[list[Interpretation], dict[str, Matches]]:
    """The interpretations tried, and for each kind the first with results; after fewer than FEW, the partial one too."""
    tried: list[Interpretation] = []
    found: dict[str, Matches] = {}
    for interpretation in queries:
        remaining = [
            each for each in providers if each.kind not in found or (interpretation.partial and _are_few(found[each.kind]))
        ]
        if not remaining:
            break
        tried.append(interpretation)
        for provider in remaining:
            if (results := _search(interpretation, provider, page, size)).total:
                found.setdefault(provider.kind, []).append((interpretation, results))
    return tried, found


def _are_few(matches: Matches) -> bool:
    return matches[0][1].total < FEW


def _search(interpretation: Interpretation, provider: SearchProvider, page: int, size: int) -> Results:
    """A page of the kind's results, the last one for a number beyond it."""
    search = partial(get_engine().search, interpretation.query, kinds=[provider.kind], page_size=size)
    results = search(page=page)
    last = Paginator(range(results.total), size).num_pages
    return search(page=last) if page > last else results


def _pages(matches: Matches, size: int) -> Paginator:
    """The last matches include the others."""
    return Paginator(range(matches[-1][1].total), size)


def _corrected(phrase: str, replaced: Sequence[tuple[str, str]]) -> str:
    """The text with its corrections, for the page; empty without any."""
    if not replaced:
        return ""
    for typed, used in replaced:
        word = r"\W+".join(map(re.escape, typed.split()))
        phrase = re.sub(rf"(?<!\w){word}(?!\w)", used, phrase)
    return phrase


def _visible(provider: SearchProvider, matches: Matches, person: Person, page: int) -> FoundKind:
    """The subjects that the provider resolves for this user; the index may be older than the database."""
    subjects = _listed(matches, first_page=_pages(matches, PAGE_SIZE).get_page(page).number == 1)
    resolved = provider.resolve([subject.ref for subject, _ in subjects], person) if subjects else {}
    shown = [
        FoundSubject(resolved[subject.ref], subject.hits, subject.found - len(subject.hits), partly)
        for subject, partly in subjects
        if subject.ref in resolved
    ]
    results = matches[-1][1]
    return FoundKind(provider, shown, results.total - len(subjects) + len(shown), results.at_least)


def _listed(matches: Matches, *, first_page: bool) -> list[tuple[SubjectHits, bool]]:
    """The subjects of one page, each once, with whether they match in part: the few with all the words come first."""
    (interpretation, results), *others = matches
    whole = [(subject, interpretation.partial) for subject in results.subjects]
    seen = {subject.ref for subject in results.subjects}
    rest = [(subject, True) for _, more in others for subject in more.subjects if subject.ref not in seen]
    return [*whole, *rest] if first_page or not others else rest


def index_is_being_filled() -> bool:
    """Whether results may be incomplete: a rebuild is under way, or at least MANY_WAITING subjects wait to be indexed."""
    waiting = Job.objects.filter(kind="core.index_subject", state__in=(Job.State.QUEUED, Job.State.RUNNING))
    return get_engine().is_rebuilding() or waiting[:MANY_WAITING].count() == MANY_WAITING
