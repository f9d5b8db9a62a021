"""What search is made of, whichever engine does it. An engine knows documents and terms; it knows no app and no person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.search.query.parser import Query

HITS_PER_SUBJECT = 3


class SearchUnavailable(Exception):
    """The index can't be read or written; the message is Indonesian and says what staff do about it."""


class IndexBusy(SearchUnavailable):
    """Another process writes for longer than this one was willing to wait. Trying again later is right."""


@dataclass(frozen=True)
class Document:
    """One searchable text. ``ref`` names its subject within ``kind``; ``ordinal`` is the page of a book and 0 elsewhere.

    No personal data: what is indexed can be found by anyone.
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
        """Make ``documents`` all that is indexed of the subject; readers see all of them or what was before."""

    def remove(self, kind: str, ref: str) -> None: ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Put ``documents`` in place of everything, at once at the end; return how many. Mends a damaged index."""

    def clear(self) -> None: ...

    def search(
        self, query: Query, *, kinds: Collection[str] | None = None, page: int = 1, page_size: int = 10
    ) -> Results: ...

    def refs(self, query: Query, kind: str) -> set[str]:
        """All subjects of ``kind`` that match, unordered: for a list that is sorted and paged elsewhere."""

    def knows(self, term: str) -> bool:
        """Whether any document has the term."""

    def nearest(self, word: str) -> str | None:
        """The indexed word that a mistyped or unfinished one most likely meant, as it is written in the texts."""

    def check(self) -> int:
        """Prove that the index can be read and belongs to this analyser; return the number of documents."""
