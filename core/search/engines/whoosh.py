"""Whoosh: an index in a folder, read by many processes while one writes. Nothing to install or start."""

import fcntl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from whoosh import fields, index, scoring, writing
from whoosh import query as wq
from whoosh.analysis import Token, Tokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.searching import Searcher
from whoosh.util.filelock import try_for

from core.search.language.analyser import ANALYSER_VERSION, analyse, words
from core.search.language.stopwords import STOP_WORDS
from core.search.protocol import HITS_PER_SUBJECT, Document, Hit, IndexBusy, Results, SearchUnavailable, SubjectHits
from core.search.query.parser import And, InTitle, Not, Or, Phrase, Query, Term, positive_terms
from core.search.query.typos import MIN_LENGTH, closest, first_letters, max_edit_distance
from core.search.snippets import snippet

INDEX_NAME = f"terms{ANALYSER_VERSION}"
BEST_DOCUMENTS = 500  # subjects are counted among this many best documents
TITLE_WORTH = 3.0
LOCK_SECONDS = 10.0
OPENING_TRIES = 20
OPENING_PAUSE = 0.02
WRITER_MEGABYTES = 64
REBUILD = "Jalankan: manage.py rebuild_index."
MOST_CONTINUATIONS = 50
REBUILD_LOCK = "rebuild.lock"
"""Held during a rebuild; the operating system releases it when the process dies."""

Opened = TypeVar("Opened")


class TermTokenizer(Tokenizer):
    """Our analyser as Whoosh wants it. Stands in the index file by name, so it has no state."""

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, mode: str = "", **options: object
    ) -> Iterator[Token]:
        token = Token(positions, chars, mode=mode)
        for found in analyse(value):
            token.text, token.pos = found.term, found.position
            token.startchar, token.endchar = found.start, found.end
            token.boost = 1.0
            yield token


def _schema() -> fields.Schema:
    """``words`` is the vocabulary, as written, that mistyped words are compared with.

    It is "scorable" only because Whoosh looks for the missing length file again at every posting otherwise.
    """
    return fields.Schema(
        subject=fields.ID(sortable=True),
        kind=fields.ID,
        title=fields.TEXT(analyzer=TermTokenizer(), phrase=False),
        text=fields.TEXT(analyzer=TermTokenizer(), phrase=True),
        words=fields.KEYWORD(scorable=True),
        document=fields.STORED,
    )


class WhooshEngine:
    """See SearchEngine. Searchers keep file positions, so each thread has its own, reopened when the index has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = threading.local()

    def replace(self, kind: str, ref: str, documents: Iterable[Document]) -> None:
        with self._writer() as writer:
            writer.delete_by_term("subject", _subject(kind, ref))
            _add(writer, documents)

    def remove(self, kind: str, ref: str) -> None:
        self.replace(kind, ref, ())

    def rebuild(self, documents: Iterable[Document]) -> int:
        self._discard_unreadable()
        with self._rebuilding(), self._writer() as writer:
            count = _add(writer, documents)
            writer.mergetype = writing.CLEAR
        self._discard_other_versions()
        return count

    @contextmanager
    def _rebuilding(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / REBUILD_LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def is_rebuilding(self) -> bool:
        try:
            with (self._folder / REBUILD_LOCK).open() as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    def clear(self) -> None:
        self.rebuild(())

    def search(self, query: Query, *, kinds: Collection[str] | None = None, page: int = 1, page_size: int = 10) -> Results:
        with self._reading() as searcher:
            wanted = _scored(query)
            if kinds is not None:
                wanted = wq.Require(wanted, wq.Or([wq.Term("kind", kind) for kind in sorted(kinds)]))
            found = searcher.search(wanted, limit=BEST_DOCUMENTS)
            by_subject = _by_subject(searcher, found.top_n)
            shown = islice(by_subject.items(), (page - 1) * page_size, page * page_size)
            terms = {term.term for term in positive_terms(query)}
            return Results(
                subjects=tuple(_subject_hits(searcher, documents, terms) for _, documents in shown),
                total=len(by_subject),
                at_least=len(found.top_n) == BEST_DOCUMENTS,
            )

    def refs(self, query: Query, kind: str) -> set[str]:
        with self._reading() as searcher:
            wanted = wq.And([_matching(query), wq.Term("kind", kind)])
            numbers = list(searcher.docs_for_query(wanted))
            if not numbers:
                return set()
            subject_of = searcher.reader().column_reader("subject")
            return {subject_of[number].removeprefix(f"{kind}:") for number in numbers}

    def knows(self, term: str) -> bool:
        with self._reading() as searcher:
            return bool(searcher.doc_frequency("text", term))

    def nearest(self, word: str) -> str | None:
        """A word within the slips that ``core.search.query.typos`` allows, or else the most used one that begins so."""
        if not max_edit_distance(word):
            return None
        with self._reading() as searcher:
            reader = searcher.reader()
            # Plain edit distance counts a swap as two; the measure that counts it as one is applied afterwards.
            near = {
                other
                for first in first_letters(word)
                for other in reader.terms_within("words", first + word[1:], 2, prefix=1)
            }
            found = closest(word, [(other, searcher.doc_frequency("words", other)) for other in near])
            return found or self._continued(searcher, word)

    @staticmethod
    def _continued(searcher: Searcher, beginning: str) -> str | None:
        """The most used of the first words that begin so; "sertif" is "sertifikat" unfinished."""
        terms = islice(searcher.reader().expand_prefix("words", beginning), MOST_CONTINUATIONS)
        words = [term.decode() for term in terms]
        return max(words, key=lambda word: searcher.doc_frequency("words", word), default=None)

    def check(self) -> int:
        with self._reading() as searcher:
            next(iter(searcher.reader().all_terms()), None)
            return int(searcher.doc_count())

    @contextmanager
    def _reading(self) -> Iterator[Searcher]:
        """This thread's searcher on the newest state."""
        try:
            with _telling("dibaca"):
                yield _looking_again(self._searcher)
        except SearchUnavailable:
            self._mine.searcher = None
            raise

    def _searcher(self) -> Searcher:
        state = self._state()
        if state is None:
            self._create()
            state = self._state()
        if getattr(self._mine, "searcher", None) is None or self._mine.state != state:
            self._mine.searcher = index.open_dir(self._folder, indexname=INDEX_NAME).searcher(weighting=scoring.BM25F())
            self._mine.state = state
        return self._mine.searcher

    def _state(self) -> tuple[str, int, int] | None:
        """What changes with every commit and every new index: name, inode and time of the newest table of contents."""
        tables = [path for path in self._tables() if path.name.startswith(f"_{INDEX_NAME}_")]
        if not tables:
            return None
        newest = max(tables, key=lambda path: int(path.stem.rpartition("_")[2]))
        status = newest.stat()
        return newest.name, status.st_ino, status.st_mtime_ns

    def _tables(self) -> list[Path]:
        return list(self._folder.glob("_*.toc"))

    def _create(self) -> None:
        """An empty index where there is none at all; one that another version left waits for its rebuild."""
        if self._tables():
            raise SearchUnavailable(f"Indeks pencarian berasal dari versi lain. {REBUILD}")
        self._make_empty()

    def _make_empty(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock():
            if self._state() is None:
                index.create_in(self._folder, _schema(), indexname=INDEX_NAME)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """The lock that Whoosh's own writers take; it ends with the process that holds it."""
        lock = FileStorage(self._folder).lock(f"{INDEX_NAME}_WRITELOCK")
        if not try_for(lock.acquire, timeout=LOCK_SECONDS):
            raise IndexBusy("Indeks pencarian sedang ditulis proses lain.")
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _writer(self) -> Iterator[writing.SegmentWriter]:
        """All of the body's changes in one commit, or none."""
        with _telling("ditulis"):
            opened = _looking_again(self._opened)
            writer = opened.writer(timeout=LOCK_SECONDS, limitmb=WRITER_MEGABYTES)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        with _telling("ditulis"):
            writer.commit()

    def _opened(self) -> index.FileIndex:
        if self._state() is None:
            self._create()
        return index.open_dir(self._folder, indexname=INDEX_NAME)

    def _discard_unreadable(self) -> None:
        """Make room for a rebuild: an index that can't be read is deleted, one that can serves until the new one stands."""
        try:
            self.check()
        except SearchUnavailable:
            with _telling("ditulis"):
                self._folder.mkdir(parents=True, exist_ok=True)
                with self._lock():
                    self._delete(self._folder.glob(f"*{INDEX_NAME}_*"))
                self._make_empty()

    def _discard_other_versions(self) -> None:
        self._delete(path for path in self._folder.iterdir() if INDEX_NAME not in path.name)

    def _delete(self, paths: Iterable[Path]) -> None:
        for path in paths:
            if not path.name.endswith("LOCK"):
                path.unlink(missing_ok=True)


def _looking_again(opening: Callable[[], Opened]) -> Opened:
    """Another process may commit between our look at the folder and our opening of its files: look again."""
    for _ in range(OPENING_TRIES):
        try:
            return opening()
        except (FileNotFoundError, index.EmptyIndexError):
            time.sleep(OPENING_PAUSE)
    return opening()


@contextmanager
def _telling(done: str) -> Iterator[None]:
    """Our errors for Whoosh's, which answers a damaged file with whatever comes up first."""
    try:
        yield
    except SearchUnavailable:
        raise
    except index.LockError as error:
        raise IndexBusy("Indeks pencarian sedang ditulis proses lain.") from error
    except Exception as error:  # a damaged index file makes Whoosh raise anything
        raise SearchUnavailable(f"Indeks pencarian tidak dapat {done}. {REBUILD}") from error


def _subject(kind: str, ref: str) -> str:
    return f"{kind}:{ref}"


def _add(writer: writing.SegmentWriter, documents: Iterable[Document]) -> int:
    count = 0
    for document in documents:
        count += 1
        text = f"{document.title}\n\n{document.body}"
        writer.add_document(
            subject=_subject(document.kind, document.ref),
            kind=document.kind,
            title=document.title,
            text=text,
            words=" ".join(sorted(_vocabulary(text))),
            document=(document.kind, document.ref, document.ordinal, document.title, document.url, document.body),
        )
    return count


def _vocabulary(text: str) -> set[str]:
    return {
        word.text
        for word in words(text)
        if word.text.isalpha() and MIN_LENGTH <= len(word.text) <= 30 and word.text not in STOP_WORDS
    }


def _scored(query: Query) -> wq.Query:
    """What must match, and the title making it worth more."""
    found = dict.fromkeys(term.term for term in positive_terms(query))
    titles = wq.Or([wq.Term("title", term, boost=TITLE_WORTH) for term in found])
    return wq.AndMaybe(_matching(query), titles)


def _matching(query: Query, field: str = "text") -> wq.Query:
    match query:
        case Term(term):
            return wq.Term(field, term)
        case Phrase(terms) if field == "text":
            return wq.Phrase(field, [term.term for term in terms])
        case Phrase(parts) | And(parts):
            return wq.And([_matching(part, field) for part in parts])
        case Or(parts):
            return wq.Or([_matching(part, field) for part in parts])
        case Not(part):
            return wq.Not(_matching(part, field))
        case InTitle(part):
            return _matching(part, "title")


Scored = tuple[float, int]


def _by_subject(searcher: Searcher, best: Sequence[Scored]) -> dict[str, list[Scored]]:
    """Subjects in the order of their best document, each with its documents, from a column: no text is read for it."""
    grouped: dict[str, list[Scored]] = {}
    if not best:
        return grouped
    subject_of = searcher.reader().column_reader("subject")
    for score, number in best:
        grouped.setdefault(subject_of[number], []).append((score, number))
    return grouped


def _subject_hits(searcher: Searcher, documents: list[Scored], terms: Collection[str]) -> SubjectHits:
    hits = tuple(_hit(searcher, number, score, terms) for score, number in documents[:HITS_PER_SUBJECT])
    return SubjectHits(hits[0].kind, hits[0].ref, hits, len(documents))


def _hit(searcher: Searcher, number: int, score: float, terms: Collection[str]) -> Hit:
    kind, ref, ordinal, title, url, body = searcher.stored_fields(number)["document"]
    return Hit(kind, ref, ordinal, title, url, score, snippet(body, terms))
