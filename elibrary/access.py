"""Fetching a book or a page is the permission check: what you may not see does not exist (404)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.functional import SimpleLazyObject

from elibrary import selectors_titles
from elibrary.models.book import Book
from elibrary.models.order_document import OrderDocument
from elibrary.models.order_line import OrderLine
from elibrary.models.page import BookPage
from elibrary.models.wish import Wish

Person = AbstractBaseUser | AnonymousUser | SimpleLazyObject


def get_book_for(user: Person, slug: str) -> Book:
    """A published book, or for those who may see records any book whose pages can be read.

    The person is looked at only when the book isn't public, so that public pages depend on no session.
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


def get_title_for(slug: str) -> selectors_titles.Title:
    """What came on a platform or on paper is public, as long as a copy of it is in the collection."""
    found = selectors_titles.titles_of(selectors_titles.records_with_page().filter(slug=slug).select_related("book"))
    if not found:
        raise Http404("Judul tidak ada.")
    return found[0]


def get_wish_for(user: Person, wish_id: int) -> Wish:
    """A wish of the person's own."""
    wish = Wish.objects.filter(pk=wish_id, asked_by_id=user.pk).first() if user.pk is not None else None
    if wish is None:
        raise Http404("Usulan tidak ada.")
    return wish


def get_order_document_for(user: Person, order_id: int, document_id: int) -> OrderDocument:
    """A paper of the order, for those who may see orders."""
    rows = OrderDocument.objects.filter(pk=document_id, order_id=order_id).select_related("order")
    document = rows.first() if user.has_perm("elibrary.view_order") else None  # type: ignore[union-attr]
    if document is None:
        raise Http404("Dokumen tidak ada.")
    return document


def get_order_line_for(user: Person, order_id: int, line_id: int) -> OrderLine:
    """A line of the order, for those who may see orders."""
    rows = OrderLine.objects.filter(pk=line_id, order_id=order_id).select_related("order", "offer")
    line = rows.first() if user.has_perm("elibrary.view_order") else None  # type: ignore[union-attr]
    if line is None:
        raise Http404("Baris pesanan tidak ada.")
    return line


def _sees_records(user: Person) -> bool:
    return user.has_perm("elibrary.view_book")  # type: ignore[union-attr]
