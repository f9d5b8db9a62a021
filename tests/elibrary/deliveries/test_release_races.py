"""Taking a file off its line while somebody else moves the same line, order or book; on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from core.audit.models import AuditEntry
from elibrary.books.models import Book
from elibrary.books.services.books import book_publish
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.services.deliveries import (
    NotForReading,
    WrongState,
    delivery_match,
    delivery_settle,
    delivery_to_book,
)
from elibrary.deliveries.services.release import NotReleased, delivery_release
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services import orders
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_make, wish_ordered
from tests.factories.catalogue import isbn
from tests.factories.delivery import delivered, sent_order
from tests.factories.elibrary import BookFactory, pdf_bytes
from tests.factories.lms import UserFactory
from tests.factories.orders import buyer

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PDF = pdf_bytes("Isi")
REFUSALS = (NotReleased, NotForReading, WrongState, StepRefused)


def at_once(*works: Callable[[], Any]) -> Counter[str]:
    def attempt(work: Callable[[], Any]) -> str:
        try:
            work()
            return "done"
        except REFUSALS as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(attempt, works))


@pytest.fixture
def by():
    return buyer()


@pytest.fixture
def matched(by) -> Delivery:
    """The only file of the only line of an order, which a reader waits for."""
    line = sent_order("Kopi Lereng Ijen").lines.get()
    with transaction.atomic():
        wish_ordered(wish=wish_make(by=UserFactory(), title="Kopi", offer=line.offer), line=line, by=by)
    return delivery_match(delivery=delivered(line.order, PDF), line=line, by=by)


def release(delivery: Delivery, by: Any) -> Callable[[], Any]:
    return lambda: delivery_release(delivery=delivery, line=delivery.line, reason="Jilid 2.", by=by)


def test_six_presses_at_once_take_it_off_once(matched, by):
    assert at_once(*[release(matched, by)] * 6) == {"done": 6}
    assert matched.releases.count() == 1
    assert AuditEntry.objects.filter(action="elibrary.order_line.taken_back").count() == 1
    assert [step.to_state for step in matched.order.steps.all()] == ["delivered", "sent"]


@pytest.mark.parametrize("turn", range(4))
def test_taking_off_and_publishing_at_once_never_leave_readers_a_book_under_the_wrong_title(matched, by, turn):
    book = BookFactory(sha256=matched.file.sha256, state="ready")
    delivery_to_book(delivery=matched, by=by)
    works = [release(matched, by), lambda: book_publish(by=by, book=book)]
    outcomes = at_once(*(works if turn % 2 else reversed(works)))
    record, line = BibliographicRecord.objects.get(), matched.order.lines.get()
    stays = outcomes["NotReleased"] == 1
    assert Book.objects.get().state == "published"
    assert (record.book == book, line.delivered_at is not None, Wish.objects.get().state) == (
        (True, True, "available") if stays else (False, False, "ordered")
    )


@pytest.mark.parametrize("turn", range(4))
def test_taking_off_while_another_file_of_the_line_comes_ends_with_the_line_delivered(matched, by, turn):
    order = matched.order
    told = {"state": Delivery.State.INSPECTED, "problem": ""}
    second = delivered(order, b"%PDF-kedua", name=f"{isbn(1)}.pdf", **told)
    works = [release(matched, by), lambda: delivery_settle(delivery=second)]
    assert at_once(*(works if turn % 2 else reversed(works))) == {"done": 2}
    order.refresh_from_db()
    assert (order.state, order.lines.get().delivered_at is not None) == ("delivered", True)
    assert order.deliveries.get(state="matched") == second


def test_taking_off_and_closing_at_once_end_as_one_of_them(matched, by):
    order = matched.order
    outcomes = at_once(release(matched, by), lambda: orders.order_close(order=order, by=by))
    order.refresh_from_db()
    assert outcomes["done"] == 1
    assert (order.state == "closed") == (order.lines.get().delivered_at is not None)


def test_taking_off_while_the_book_is_made_never_joins_it(matched, by):
    at_once(release(matched, by), lambda: delivery_to_book(delivery=matched, by=by))
    matched.refresh_from_db()
    assert matched.line is None
    assert not BibliographicRecord.objects.filter(book__isnull=False).exists()
