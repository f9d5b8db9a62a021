"""Fetching a book or a page is the permission check: what you may not see does not exist (404)."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.functional import SimpleLazyObject

from elibrary.models import Book, BookPage

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


def _sees_records(user: Person) -> bool:
    return user.has_perm("elibrary.view_book")  # type: ignore[union-attr]
