"""A step and what other subjects do about it are one transaction: an error in a receiver leaves nothing behind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.dispatch import Signal

from elibrary.books.services.books import book_publish, book_withdraw
from elibrary.books.signals import book_published, book_state_changed
from elibrary.deliveries.services.deliveries import delivery_match, delivery_to_book
from elibrary.deliveries.services.release import delivery_release
from elibrary.deliveries.signals import book_joined, book_parted
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_remove
from elibrary.ordering.signals import line_delivered, lines_released, order_sent
from elibrary.wishes.services.wishes import wish_make, wish_ordered
from lms.users.models import User
from tests.elibrary.receivers import ReceiverFailed, all_rows, failing
from tests.factories.delivery import delivered, line_of, sent_order
from tests.factories.elibrary import BookFactory, pdf_bytes
from tests.factories.lms import UserFactory
from tests.factories.orders import approver, buyer, draft_order, order_in

pytestmark = pytest.mark.django_db
Step = Callable[[], Any]


def wished(line: OrderLine, by: User) -> OrderLine:
    wish_ordered(wish=wish_make(by=UserFactory(), title=line.title, offer=line.offer), line=line, by=by)
    return line


def delivering_a_title_on_paper(by: User) -> Step:
    line = wished(line_of(sent_order("Lain"), "Kopi", route="print", licence="perpetual"), by)
    return lambda: orders.line_deliver(line=line, by=by)


def removing_a_line(by: User) -> Step:
    line = wished(draft_order(by=by).lines.latest("pk"), by)
    return lambda: line_remove(line=line, by=by)


def cancelling_an_order(by: User) -> Step:
    order = draft_order(by=by)
    wished(order.lines.earliest("pk"), by)
    return lambda: orders.order_cancel(order=order, by=by, note="Tidak jadi.")


def sending_an_order(by: User) -> Step:
    order = order_in(Order.State.APPROVED, by=by, approved_by=approver(), price=0)
    return lambda: orders.order_send(order=order, by=by)


def book_that_came(by: User, state: str = "ready") -> tuple[Any, Any]:
    line = wished(sent_order("Kopi").lines.get(), by)
    delivery = delivery_match(delivery=delivered(line.order, pdf_bytes("Kopi.", title="Kopi")), line=line, by=by)
    return delivery, BookFactory(sha256=delivery.file.sha256, state=state)


def joining_a_public_book(by: User) -> Step:
    delivery, _ = book_that_came(by, state="published")
    return lambda: delivery_to_book(delivery=delivery, by=by)


def parting_a_book_that_was_public(by: User) -> Step:
    delivery, book = book_that_came(by)
    delivery_to_book(delivery=delivery, by=by)
    book_withdraw(book=book_publish(book=book, by=by), by=by)
    return lambda: delivery_release(delivery=delivery, line=delivery.line, reason="Isinya jilid 2.", by=by)


def publishing_a_book(by: User) -> Step:
    delivery, book = book_that_came(by)
    delivery_to_book(delivery=delivery, by=by)
    return lambda: book_publish(book=book, by=by)


def withdrawing_a_book(by: User) -> Step:
    book = BookFactory(state="published")
    return lambda: book_withdraw(book=book, by=by)


@pytest.mark.parametrize(
    ("signal", "prepare"),
    [
        pytest.param(line_delivered, delivering_a_title_on_paper, id="line delivered"),
        pytest.param(lines_released, removing_a_line, id="line removed"),
        pytest.param(lines_released, cancelling_an_order, id="order cancelled"),
        pytest.param(order_sent, sending_an_order, id="order sent"),
        pytest.param(book_state_changed, publishing_a_book, id="book published, titles"),
        pytest.param(book_state_changed, withdrawing_a_book, id="book withdrawn, titles"),
        pytest.param(book_published, publishing_a_book, id="book published, wishes"),
        pytest.param(book_joined, joining_a_public_book, id="book joined"),
        pytest.param(book_parted, parting_a_book_that_was_public, id="book parted"),
    ],
)
def test_an_error_in_a_receiver_rolls_the_step_back(signal: Signal, prepare: Callable[[User], Step]) -> None:
    step = prepare(buyer())
    before = all_rows()
    with failing(signal), pytest.raises(ReceiverFailed):
        step()
    assert all_rows() == before
    step()
    assert all_rows() != before
