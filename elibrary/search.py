"""How books are found: the record as document 0, each page with text under its number."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from core.search.protocol import Document
from core.search.registry import Person, SearchProvider, SearchResult
from elibrary.models import Book
from elibrary.selectors import published_books
from elibrary.services.books import SEARCH_KIND


def _refs() -> Iterable[str]:
    return (str(pk) for pk in published_books().values_list("pk", flat=True))


def _documents(ref: str) -> Sequence[Document]:
    book = published_books().filter(pk=ref).first()
    if book is None:
        return []
    record = "\n".join(part for part in (book.title, book.creators, book.publisher_name, book.description) if part)
    documents = [Document(SEARCH_KIND, ref, 0, book.title, record, book.get_absolute_url())]
    for number, text in book.pages.exclude(text="").order_by("number").values_list("number", "text").iterator():
        url = reverse("elibrary:page", args=[book.slug, number])
        documents.append(Document(SEARCH_KIND, ref, number, book.title, text, url))
    return documents


def _resolve(refs: Sequence[str], person: Person) -> Mapping[str, SearchResult]:
    return {
        str(book.pk): SearchResult(book.title, book.get_absolute_url(), _summary(book))
        for book in published_books().filter(pk__in=refs)
    }


def _summary(book: Book) -> str:
    facts = [book.creators, book.publisher_name, str(book.year or ""), f"{book.page_count} halaman"]
    return " · ".join(fact for fact in facts if fact)


provider = SearchProvider(kind=SEARCH_KIND, label="Buku", refs=_refs, documents=_documents, resolve=_resolve, order=30)
