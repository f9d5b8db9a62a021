"""From what a person typed to what they may see, grouped by kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.core.paginator import Page, Paginator

from core.people.types import Person
from core.search.engines.current import get_engine
from core.search.protocol import Hit, Results, SubjectHits
from core.search.query.interpretation import Reading, current_synonyms, readings
from core.search.query.parser import MAX_QUERY_LENGTH, parse
from core.search.query.promotions import Promoted, promoted_for
from core.search.registry import SearchProvider, SearchResult, all_providers, get_provider

SHOWN_OF_EACH_KIND = 5
PAGE_SIZE = 10
FEW = 3  # subjects with all the words; fewer are followed by those that have most of them

Matches = list[tuple[Reading, Results]]


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
    """``empty_words``: every word typed was one that says nothing. ``page`` is set when one kind is listed alone."""

    text: str
    cut: bool = False
    empty_words: bool = False
    corrected: str = ""
    replaced: tuple[tuple[str, str], ...] = ()
    promoted: list[Promoted] = field(default_factory=list)
    kinds: list[FoundKind] = field(default_factory=list)
    page: Page | None = None

    @property
    def partial(self) -> bool:
        """Nothing at all has all the words."""
        return bool(self.kinds) and all(kind.partial for kind in self.kinds)

    @property
    def is_miss(self) -> bool:
        """The person asked for something and was shown nothing."""
        return bool(self.text) and not (self.empty_words or self.kinds or self.promoted or self.page)


def search_site(*, text: str, person: Person, kind: str = "", page: int = 1) -> Found:
    """What ``text`` finds for this person: the best of every kind, or a page of one. Raises SearchUnavailable.

    People's words stand for the site's words too (editors' list). All words must be in a document. For a kind without such a
    document, words that no document has are taken for mistyped and the nearest known ones searched; if it still has none, it
    shows what has most of the words, below the kinds that have all; so it does below a few with all of them. Each step is
    told to the person: fewer and right results first, but never an empty page while there is something to show.
    """
    typed = " ".join(text.split())
    asked, cut = typed[:MAX_QUERY_LENGTH], len(typed) > MAX_QUERY_LENGTH
    query = parse(asked)
    if query is None:
        return Found(asked, cut=cut, empty_words=bool(asked))
    synonyms = current_synonyms()
    only = get_provider(kind)
    page = page if only else 1
    providers, size = ([only], PAGE_SIZE) if only else (all_providers(), SHOWN_OF_EACH_KIND)
    tried, found = _find(readings(query, synonyms), providers, page, size)
    kinds = [_visible(provider, found[provider.kind], person, page) for provider in providers if provider.kind in found]
    replaced = max((reading.replaced for matches in found.values() for reading, _ in matches), default=())
    return Found(
        asked,
        cut=cut,
        corrected=_corrected(asked, replaced),
        replaced=replaced,
        promoted=[] if only else promoted_for({reading.words for reading in tried}, synonyms),
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
    """For a list of ``kind`` that is narrowed by words: reads them as the search does. Raises SearchUnavailable."""
    asked = " ".join(text.split())[:MAX_QUERY_LENGTH]
    query, provider = parse(asked), get_provider(kind)
    if query is None or provider is None:
        return Narrowed(empty_words=bool(asked))
    for reading in readings(query, current_synonyms()):
        if refs := get_engine().refs(reading.query, kind):
            return Narrowed(frozenset(refs), corrected=_corrected(asked, reading.replaced), partial=reading.partial)
    return Narrowed()


def _find(
    ways: Iterable[Reading], providers: Sequence[SearchProvider], page: int, size: int
) -> tuple[list[Reading], dict[str, Matches]]:
    """The readings tried, and for each kind the first that finds something there; after a few, also the partial one."""
    tried: list[Reading] = []
    found: dict[str, Matches] = {}
    for reading in ways:
        wanting = [each for each in providers if each.kind not in found or (reading.partial and _are_few(found[each.kind]))]
        if not wanting:
            break
        tried.append(reading)
        for provider in wanting:
            if (results := _search(reading, provider, page, size)).total:
                found.setdefault(provider.kind, []).append((reading, results))
    return tried, found


def _are_few(matches: Matches) -> bool:
    return matches[0][1].total < FEW


def _search(reading: Reading, provider: SearchProvider, page: int, size: int) -> Results:
    """A page of the kind's results, the last one for a number beyond it."""
    search = partial(get_engine().search, reading.query, kinds=[provider.kind], page_size=size)
    results = search(page=page)
    last = Paginator(range(results.total), size).num_pages
    return search(page=last) if page > last else results


def _pages(matches: Matches, size: int) -> Paginator:
    """The last matches include the others."""
    return Paginator(range(matches[-1][1].total), size)


def _corrected(asked: str, replaced: Sequence[tuple[str, str]]) -> str:
    """The query as it was searched, for the line that says so; empty when nothing was replaced."""
    if not replaced:
        return ""
    for typed, used in replaced:
        word = r"\W+".join(map(re.escape, typed.split()))
        asked = re.sub(rf"(?<!\w){word}(?!\w)", used, asked)
    return asked


def _visible(provider: SearchProvider, matches: Matches, person: Person, page: int) -> FoundKind:
    """What the provider lets this person see; the index may lag behind a page that was just hidden."""
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
    (reading, results), *others = matches
    whole = [(subject, reading.partial) for subject in results.subjects]
    seen = {subject.ref for subject in results.subjects}
    rest = [(subject, True) for _, more in others for subject in more.subjects if subject.ref not in seen]
    return [*whole, *rest] if first_page or not others else rest
