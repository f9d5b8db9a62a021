"""From what a person typed to what they may see, grouped by kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from .analyser import fold, terms
from .engines import get_engine
from .protocol import Hit, Results
from .query import MAX_QUERY_LENGTH, Query, Term, any_of, parse, positive_terms, with_terms
from .registry import Person, SearchProvider, SearchResult, all_providers, get_provider
from .roots import ROOTS

SHOWN_OF_EACH_KIND = 5
PAGE_SIZE = 10


@dataclass(frozen=True)
class FoundSubject:
    """``more`` counts its found documents beyond ``hits``."""

    result: SearchResult
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True)
class FoundKind:
    provider: SearchProvider
    subjects: list[FoundSubject]
    total: int
    at_least: bool

    @property
    def has_more(self) -> bool:
        return self.total > len(self.subjects)


@dataclass(frozen=True)
class Reading:
    """How the query was understood. ``replaced`` pairs each mistyped word with the one searched instead."""

    query: Query
    replaced: tuple[tuple[str, str], ...] = ()
    partial: bool = False


@dataclass(frozen=True)
class Found:
    """``empty_words``: every word typed was one that says nothing. ``page`` is set when one kind is listed alone."""

    text: str
    cut: bool = False
    empty_words: bool = False
    corrected: str = ""
    replaced: tuple[tuple[str, str], ...] = ()
    partial: bool = False
    kinds: list[FoundKind] = field(default_factory=list)
    page: Page | None = None


def search_site(*, text: str, person: Person, kind: str = "", page: int = 1) -> Found:
    """What ``text`` finds for this person: the best of every kind, or a page of one. Raises SearchUnavailable.

    All words must be in a document. When that finds nothing, words that no document has are taken for mistyped and the
    nearest known ones searched; when that finds nothing either, one of the words is enough. Each step is told to the
    person: fewer and right results first, but never an empty page while there is something to show.
    """
    typed = " ".join(text.split())
    asked, cut = typed[:MAX_QUERY_LENGTH], len(typed) > MAX_QUERY_LENGTH
    query = parse(asked)
    if query is None:
        return Found(asked, cut=cut, empty_words=bool(asked))
    only = get_provider(kind)
    providers = [only] if only else all_providers()
    size = PAGE_SIZE if only else SHOWN_OF_EACH_KIND
    reading, found = _first_that_finds(query, providers, page if only else 1, size)
    listed = Paginator(range(found[0].total), PAGE_SIZE).get_page(page) if only and found else None
    if listed and listed.number != page:
        found = _search(reading.query, providers, listed.number, size)
    visible = [_visible(provider, results, person) for provider, results in zip(providers, found, strict=True)]
    return Found(
        asked,
        cut=cut,
        corrected=_corrected(asked, reading.replaced),
        replaced=reading.replaced,
        partial=reading.partial,
        kinds=[each for each in visible if each.subjects],
        page=listed,
    )


def _first_that_finds(
    query: Query, providers: Sequence[SearchProvider], page: int, size: int
) -> tuple[Reading, list[Results]]:
    found = _search(query, providers, page, size)
    if any(results.total for results in found):
        return Reading(query), found
    corrected = _with_known_words(query)
    for reading in (corrected, Reading(any_of(corrected.query), corrected.replaced, partial=True)):
        if reading.query == query:
            continue
        other = _search(reading.query, providers, page, size)
        if any(results.total for results in other):
            return reading, other
    return Reading(query), found


def _search(query: Query, providers: Sequence[SearchProvider], page: int, size: int) -> list[Results]:
    engine = get_engine()
    return [engine.search(query, kinds=[provider.kind], page=page, page_size=size) for provider in providers]


def _with_known_words(query: Query) -> Reading:
    """The query with every word that no document has put right, where a near one exists."""
    near: dict[Term, str] = {}
    for term in dict.fromkeys(positive_terms(query)):
        if _looks_mistyped(term) and (word := get_engine().nearest(fold(term.word))):
            near[term] = word

    def put_right(term: Term) -> Term:
        return Term(terms(near[term])[0], near[term]) if term in near else term

    replaced = tuple((term.word, word) for term, word in near.items())
    return Reading(with_terms(query, put_right), replaced)


def _looks_mistyped(term: Term) -> bool:
    """A word of the language that happens to be in no document is right as it stands: "kapal" isn't meant to be "kanal"."""
    return term.term not in ROOTS and not get_engine().knows(term.term)


def _corrected(asked: str, replaced: Sequence[tuple[str, str]]) -> str:
    """The query as it was searched, for the line that says so; empty when nothing was replaced."""
    if not replaced:
        return ""
    for typed, used in replaced:
        asked = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", used, asked)
    return asked


def _visible(provider: SearchProvider, results: Results, person: Person) -> FoundKind:
    """What the provider lets this person see; the index may lag behind a page that was just hidden."""
    refs = [subject.ref for subject in results.subjects]
    resolved = provider.resolve(refs, person) if refs else {}
    subjects = [
        FoundSubject(resolved[subject.ref], subject.hits, subject.found - len(subject.hits))
        for subject in results.subjects
        if subject.ref in resolved
    ]
    hidden = len(refs) - len(subjects)
    return FoundKind(provider, subjects, results.total - hidden, results.at_least)
