"""A book becomes public while it is joined to what was ordered: whoever wished for it is told once; on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from core.audit.models import AuditEntry
from core.messages.models import Notification
from elibrary.books.models import Book
from elibrary.books.services.books import book_publish
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_book
from elibrary.deliveries.services.book_joins import book_join
from elibrary.deliveries.services.deliveries import delivery_match
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.services import orders
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_make, wish_ordered
from tests.factories.delivery import delivered, sent_order
from tests.factories.elibrary import BookFactory
from tests.factories.lms import UserFactory, make_staff

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
TURNS = range(4)


def at_once(*works: Callable[[], Any]) -> None:
    """Each on a connection that is open before the first begins; what one raises is raised here."""
    barrier = Barrier(len(works))

    def attempt(work: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(attempt, work) for work in works]:
            done.result()


@pytest.fixture
def by():
    return make_staff("Pustakawan")


@pytest.fixture
def wished(by) -> OrderLine:
    line = sent_order("Kopi Lereng Ijen").lines.get()
    with transaction.atomic():
        wish_ordered(wish=wish_make(by=UserFactory(), title="Kopi", offer=line.offer), line=line, by=by)
    return line


def told_once() -> None:
    assert Wish.objects.get().state == Wish.State.AVAILABLE
    assert Notification.objects.filter(subject__contains="sudah tersedia").count() == 1


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("described", ["nothing yet", "the book"])
def test_publishing_and_joining_at_once_tell_the_reader_once(wished, by, described, turn):
    book = BookFactory(state="ready")
    if described == "the book":
        record_for_book(book=book, by=by)
    works = [lambda: book_publish(by=by, book=book), lambda: book_join(book=book, line=wished, by=by)]
    at_once(*(works if turn % 2 else reversed(works)))
    record = BibliographicRecord.objects.get()
    assert (record.book, record.offer, Book.objects.get().state) == (book, wished.offer, "published")
    told_once()


@pytest.mark.parametrize("turn", TURNS)
def test_publishing_and_two_joins_at_once_describe_it_once(wished, by, turn):
    book = BookFactory(state="ready")
    join = lambda: book_join(book=book, line=wished, by=by)  # noqa: E731
    works = [join, lambda: book_publish(by=by, book=book), join]
    at_once(*(works[turn % 3 :] + works[: turn % 3]))
    assert AuditEntry.objects.filter(action="elibrary.bibliographic.joined").count() == 1
    told_once()


@pytest.mark.parametrize("turn", TURNS)
def test_publishing_while_the_line_of_the_described_title_comes_tells_the_reader_once(wished, by, turn):
    book = BookFactory(state="ready")
    book_join(book=book, line=wished, by=by)
    works = [lambda: book_publish(by=by, book=book), lambda: orders.line_deliver(line=wished, by=by)]
    at_once(*(works if turn % 2 else reversed(works)))
    told_once()


@pytest.mark.parametrize("turn", TURNS)
def test_publishing_while_the_file_is_matched_to_its_line_tells_the_reader_once_it_is_joined(wished, by, turn):
    """The match alone says nothing about the book; joining does, whichever was first."""
    delivery = delivered(wished.order)
    book = BookFactory(state="ready", sha256=delivery.file.sha256)

    def match() -> None:
        delivery_match(delivery=delivery, line=wished, by=by)
        book_join(book=book, line=wished, by=by)

    works = [lambda: book_publish(by=by, book=book), match]
    at_once(*(works if turn % 2 else reversed(works)))
    told_once()
