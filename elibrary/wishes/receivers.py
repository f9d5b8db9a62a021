"""What happens with wishes when their books are ordered, come, are published, or turn out to be others.

Each receiver is part of the transaction that sends the event.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.deliveries.services.book_joins import can_be_read
from elibrary.ordering.models.line import OrderLine
from elibrary.wishes.services.wishes import ordered_wishes_fulfilled, wishes_awaited, wishes_fulfilled, wishes_reopened


def line_came(*, line: OrderLine, by: AbstractBaseUser, **_: object) -> None:
    if can_be_read(line):
        wishes_fulfilled(line=line, by=by)


def lines_not_bought(*, lines: QuerySet[OrderLine], by: AbstractBaseUser, **_: object) -> None:
    wishes_reopened(lines=lines, by=by)


def book_opened(*, book: Book, by: AbstractBaseUser, **_: object) -> None:
    ordered_wishes_fulfilled(book=book, by=by)


def book_came(*, book: Book, by: AbstractBaseUser, **_: object) -> None:
    """A book that is public already can be read at once."""
    if book.is_published:
        ordered_wishes_fulfilled(book=book, by=by)


def book_was_another(*, book: Book, offer: Offer, by: AbstractBaseUser, **_: object) -> None:
    """Wishes that were fulfilled while the wrong book was public are open for fulfilment again."""
    if book.published_at is not None:
        lines = OrderLine.objects.filter(offer=offer, route=OrderLine.Route.HOSTED)
        wishes_awaited(lines=lines, since=book.created_at, by=by)
