"""Two people on one order, two orders on one budget, at the same moment; on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils.timezone import localdate

from core.audit.models import AuditEntry
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.selectors import use_of
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add
from tests.factories.orders import BudgetFactory, approver, buyer, draft_order, order_in

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def budget():
    return BudgetFactory(year=localdate().year, amount_idr=500_000)


def at_once(*works):
    """What became of each, run at the same moment."""

    def run(work):
        try:
            work()
            return "done"
        except StepRefused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_approvers_at_once_give_one_step(budget):
    librarian, analysts = buyer(), [approver() for _ in range(6)]
    order = order_in("submitted", by=librarian, approved_by=analysts[0])
    outcomes = at_once(*[lambda one=one: orders.order_approve(order=order, by=one) for one in analysts])
    order.refresh_from_db()
    assert (sorted(outcomes), order.state) == (["done"] + ["refused"] * 5, "approved")
    assert order.steps.filter(to_state="approved").count() == 1
    assert AuditEntry.objects.filter(action="elibrary.order.approve").count() == 1


def test_orders_that_together_exceed_the_budget_are_not_both_approved(budget):
    librarian, analyst = buyer(), approver()
    made = [order_in("submitted", by=librarian, approved_by=analyst, price=100_000) for _ in range(6)]
    outcomes = at_once(*[lambda one=one: orders.order_approve(order=one, by=analyst) for one in made])
    assert sorted(outcomes) == ["done"] * 2 + ["refused"] * 4
    assert use_of(budget).left == 100_000


def test_cancelling_while_approving_ends_in_one_of_both(budget):
    librarian, analyst = buyer(), approver()
    for _ in range(4):
        order = order_in("submitted", by=librarian, approved_by=analyst, price=10_000)
        outcomes = at_once(
            lambda order=order: orders.order_approve(order=order, by=analyst),
            lambda order=order: orders.order_cancel(order=order, by=librarian, note="Tidak jadi."),
        )
        order.refresh_from_db()
        # approved first: the librarian, who may also cancel what is approved, cancels it afterwards
        assert outcomes in (["done", "done"], ["refused", "done"])
        assert order.state == "cancelled"
        positions = list(order.steps.values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))
    assert use_of(budget).committed == 0


def test_a_line_delivered_many_times_at_once_is_delivered_once(budget):
    librarian, analyst = buyer(), approver()
    order = order_in("sent", by=librarian, approved_by=analyst, price=10_000, lines=2)
    first, second = order.lines.all()
    outcomes = at_once(*[lambda line=line: orders.line_deliver(line=line) for line in (first, second, first, second) * 2])
    order.refresh_from_db()
    assert (set(outcomes), order.state) == ({"done"}, "delivered")
    assert [step.to_state for step in order.steps.all()][-2:] == ["partly", "delivered"]
    assert AuditEntry.objects.filter(action="elibrary.order_line.delivered").count() == 2


def test_a_line_added_while_submitting_is_in_or_refused(budget):
    librarian, analyst = buyer(), approver()
    for _ in range(4):
        order = draft_order(by=librarian, lines=1, price=10_000)
        offer = order_in("draft", by=librarian, approved_by=analyst, publisher=order.publisher, lines=1).lines.get().offer
        outcomes = at_once(
            lambda order=order: orders.order_submit(order=order, by=librarian),
            lambda order=order, offer=offer: line_add(order=order, offer=offer, by=librarian),
        )
        order.refresh_from_db()
        lines = list(order.lines.values_list("total_idr", flat=True))
        assert (order.total_idr, len(lines)) == (sum(lines), 2 if outcomes[1] == "done" else 1)


def test_numbers_taken_at_once_run_without_a_gap(budget):
    librarian, publisher = buyer(), draft_order(by=buyer()).publisher
    at_once(*[lambda: orders.order_create(publisher=publisher, subject="Buku", by=librarian) for _ in range(8)])
    numbers = sorted(Order.objects.values_list("number", flat=True))
    assert numbers == [f"SP/{n:04}/{localdate().year}" for n in range(1, 10)]
