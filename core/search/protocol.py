"""The types of a search engine and its protocol. An engine handles documents and terms, never apps or users."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.search.query.parser import Query

HITS_PER_SUBJECT = 3


class SearchUnavailable(Exception):
    """The index can't be read or written; the message is an Indonesian sentence for staff."""


class IndexBusy(SearchUnavailable):
    """The write lock of the index wasn't free within the timeout; the job retries."""


@dataclass(frozen=True)
class Document:
    """One searchable text. ``ref`` names its subject within ``kind``; ``ordinal`` is the page of a book and 0 elsewhere.

    It contains no personal data: what is indexed is public.
    """

    kind: str
    ref: str
    ordinal: int
    title: str
    body: str
    url: str = ""


class Piece(NamedTuple):
    """A stretch of a snippet; templates escape the text and mark what is highlighted."""

    text: str
    highlighted: bool


@dataclass(frozen=True)
class Hit:
    kind: str
    ref: str
    ordinal: int
    title: str
    url: str
    score: float
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class SubjectHits:
    """A subject with its best documents, at most HITS_PER_SUBJECT of ``found``."""

    kind: str
    ref: str
    hits: tuple[Hit, ...]
    found: int


@dataclass(frozen=True)
class Results:
    """One page of subjects, best first. ``total`` counts subjects; ``at_least``: the engine stopped counting there."""

    subjects: tuple[SubjectHits, ...] = ()
    total: int = 0
    at_least: bool = False


class SearchEngine(Protocol):
    """Every method raises SearchUnavailable for an index it can't use, and the writing ones IndexBusy for a taken lock."""

    def replace(self, kind: str, ref: str, documents: Iterable[Document]) -> None:
        """Replace the documents of the subject atomically."""

    def remove(self, kind: str, ref: str) -> None: ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index atomically and return the number of documents. Also repairs a damaged index."""

    def is_rebuilding(self) -> bool:
        """Whether any process is filling the index anew; the old one answers meanwhile. Never raises."""

    def clear(self) -> None: ...

    def search(
        self, query: Query, *, kinds: Collection[str] | None = None, page: int = 1, page_size: int = 10
    ) -> Results: ...

    def refs(self, query: Query, kind: str) -> set[str]:
        """All subjects of ``kind`` that match, unordered: for a list that is sorted and paged elsewhere."""

    def knows(self, term: str) -> bool:
        """Whether any document has the term."""

    def nearest(self, word: str) -> str | None:
        """The closest indexed word to a mistyped or incomplete one, as it is written in the texts."""

    def check(self) -> int:
        """Return the number of documents. Raises SearchUnavailable for an unreadable index or another analyser version."""
