"""Fetching a book or a page is the permission check: what you may not see does not exist (404)."""

from django.http import Http404

from core.people.types import Person
from elibrary.books.models import Book, BookPage
from elibrary.cataloguing.selectors import records_with_page
from elibrary.reading import selectors


def get_book_for(user: Person, slug: str) -> Book:
    """A published book, or for those who may see records any book whose pages can be read.

    The user is read only when the book isn't public, so that public pages depend on no session.
    """
    book = Book.objects.filter(slug=slug).first()
    if book is None or not (book.is_published or (book.page_count and _sees_records(user))):
        raise Http404("Buku tidak ada.")
    return book


def get_page_for(user: Person, slug: str, number: int) -> BookPage:
    """The page with its book. The same rule as for the book."""
    book = get_book_for(user, slug)
    page = BookPage.objects.filter(book=book, number=number).first()
    if page is None:
        raise Http404("Halaman tidak ada.")
    page.book = book
    return page


def get_title_for(slug: str) -> selectors.Title:
    """What came on a platform or on paper is public, as long as a copy of it is in the collection."""
    found = selectors.titles_of(records_with_page().filter(slug=slug).select_related("book"))
    if not found:
        raise Http404("Judul tidak ada.")
    return found[0]


def _sees_records(user: Person) -> bool:
    return user.has_perm("elibrary.view_book")  # type: ignore[union-attr]
