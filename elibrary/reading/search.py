"""How books and titles are found: the record as document 0, each page of a book with text under its number."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from core.people.types import Person
from core.search.protocol import Document
from core.search.registry import SearchProvider, SearchResult
from elibrary.books.models import Book
from elibrary.books.selectors import published_books
from elibrary.books.services.books import SEARCH_KIND
from elibrary.cataloguing.models.authority import AuthorityName
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.title_index import title_pk, title_ref
from elibrary.reading.selectors import Title, records_on_shelf, titles_of


def _refs() -> Iterable[str]:
    yield from (str(pk) for pk in published_books().values_list("pk", flat=True))
    yield from (title_ref(pk) for pk in records_on_shelf().values_list("pk", flat=True))


def _documents(ref: str) -> Sequence[Document]:
    pk = title_pk(ref)
    return _documents_of_book(ref) if pk is None else _documents_of_title(ref, pk)


def _documents_of_book(ref: str) -> Sequence[Document]:
    book = published_books().filter(pk=ref).first()
    if book is None:
        return []
    record = "\n".join(part for part in (book.title, book.creators, book.publisher_name, book.description) if part)
    documents = [Document(SEARCH_KIND, ref, 0, book.title, record, book.get_absolute_url())]
    for number, text in book.pages.exclude(text="").order_by("number").values_list("number", "text").iterator():
        url = reverse("elibrary:page", args=[book.slug, number])
        documents.append(Document(SEARCH_KIND, ref, number, book.title, text, url))
    return documents


def _documents_of_title(ref: str, pk: int) -> Sequence[Document]:
    """The text of the description, with every name of its headings: RAT finds "Rapat anggota tahunan"."""
    found = titles_of(records_on_shelf().filter(pk=pk))
    if not found:
        return []
    title, record = found[0], found[0].record
    prefetch_related_objects([record], Prefetch("uses__authority__names", AuthorityName.objects.order_by("pk")))
    headings = [name.name for use in record.uses.all() for name in use.authority.names.all()]
    said = (title.creators, *headings, record.publisher_name, record.published, record.series, record.isbn_issn)
    parts = (record.whole_title, *said, record.call_number, *title.tags, record.notes)
    text = "\n".join(part for part in parts if part)
    return [Document(SEARCH_KIND, ref, 0, record.title, text, record.get_absolute_url())]


def _resolve(refs: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
    titles = {ref: pk for ref in refs if (pk := title_pk(ref)) is not None}
    found = {
        str(book.pk): SearchResult(book.title, book.get_absolute_url(), _summary_of_book(book))
        for book in published_books().filter(pk__in=[ref for ref in refs if ref not in titles])
    }
    for title in titles_of(records_on_shelf().filter(pk__in=titles.values())) if titles else ():
        found[title_ref(title.record.pk)] = _result_of(title, title.record)
    return found


def _result_of(title: Title, record: BibliographicRecord) -> SearchResult:
    facts = (title.creators, record.publisher_name, record.published, *title.tags)
    return SearchResult(record.title, record.get_absolute_url(), " · ".join(fact for fact in facts if fact))


def _summary_of_book(book: Book) -> str:
    facts = [book.creators, book.publisher_name, str(book.year or ""), f"{book.page_count} halaman"]
    return " · ".join(fact for fact in facts if fact)


provider = SearchProvider(kind=SEARCH_KIND, label="Buku", refs=_refs, documents=_documents, resolve=_resolve, order=30)
