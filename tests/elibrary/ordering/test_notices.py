"""Whose turn it is after each step of an order, told once, with a link."""

import pytest
from django.utils import timezone

from core.messages.models import Notification
from core.people.roles import ADMINISTRATOR
from elibrary.ordering.models.order import Order, OrderStep
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.services import notices, orders
from tests.factories.lms import make_staff
from tests.factories.orders import BudgetFactory, approver, buyer, draft_order, order_in

pytestmark = pytest.mark.django_db
State = Order.State


@pytest.fixture(autouse=True)
def budget(db):
    return BudgetFactory(year=timezone.localdate().year)


def told(order):
    rows = Notification.objects.filter(category=notices.CATEGORY, key__startswith=f"pesanan-buku:{order.pk}:")
    return [(row.recipient, row.subject) for row in rows.order_by("pk")]


def test_each_step_is_told_to_whose_turn_it_is():
    librarian, analyst, _other_role = buyer(), approver(), make_staff(ADMINISTRATOR, second_factor=False)
    order = order_in(State.DELIVERED, by=librarian, approved_by=analyst)
    assert told(order) == [
        (analyst, f"Pesanan {order.number} menunggu persetujuan Anda"),
        (librarian, f"Pesanan {order.number} disetujui"),
    ]  # the librarian noted the delivery themselves


def test_what_comes_by_itself_what_is_given_back_and_what_is_cancelled_is_told_to_the_librarian():
    librarian, analyst = buyer(), approver()
    order = order_in(State.SENT, by=librarian, approved_by=analyst)
    for line in order.lines.all():
        orders.line_deliver(line=line, as_file=True)
    assert told(order)[-1] == (librarian, f"Pesanan {order.number} sudah datang lengkap")
    second = order_in(State.SUBMITTED, by=librarian, approved_by=analyst)
    orders.order_return(order=second, by=analyst, note="Harganya naik.")
    orders.order_submit(order=second, by=librarian)
    orders.order_cancel(order=second, by=analyst, note="Tidak jadi.")
    assert [subject.removeprefix(f"Pesanan {second.number} ") for _, subject in told(second)] == [
        "menunggu persetujuan Anda",
        "dikembalikan ke konsep",
        "menunggu persetujuan Anda",
        "dibatalkan",
    ]


def test_the_message_says_what_and_where_and_comes_once():
    librarian, analyst = buyer(), approver()
    order = order_in(State.SUBMITTED, by=librarian, approved_by=analyst)
    notices.step_notify(OrderStep.objects.get(order=order, to_state=State.SUBMITTED))
    (message,) = Notification.objects.filter(category=notices.CATEGORY, recipient=analyst)
    assert message.address == analyst.email
    for words in (order.number, str(order.publisher), "Rp150.000", f"/admin/pesanan/inspect/{order.pk}/"):
        assert words in message.body_text


@pytest.mark.parametrize(("two_people", "asked"), [(True, False), (False, True)])
def test_whoever_submitted_is_asked_to_approve_only_where_one_person_may(two_people, asked):
    librarian, second = buyer(), buyer()
    OrderPolicy.objects.create(pk=1, needs_two_people=two_people, approve_roles=["Pustakawan"])
    order = draft_order(by=second)
    orders.order_submit(order=order, by=librarian)
    assert (second in [person for person, _ in told(order)]) is asked
    assert librarian not in [person for person, _ in told(order)]
