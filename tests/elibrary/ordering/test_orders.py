"""An order takes its steps one by one, each by whoever has the duty, and within the year's budget."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from core.audit.models import AuditEntry
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, LIBRARIAN, TRAINER
from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import MOVES, STEPS, StepRefused, refusal
from elibrary.ordering.selectors import use_of
from elibrary.ordering.services import orders
from elibrary.ordering.services.budgets import BudgetTooSmall, budget_save
from elibrary.ordering.services.policy import order_policy_save
from tests.factories.catalogue import PublisherFactory
from tests.factories.lms import make_staff
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer, draft_order, order_in

pytestmark = pytest.mark.django_db
State = Order.State


@pytest.fixture
def budget():
    return BudgetFactory(year=localdate().year)


@pytest.fixture
def librarian(budget):
    return buyer()


@pytest.fixture
def analyst(db):
    return approver()


TAKE = {
    "submit": orders.order_submit,
    "return": orders.order_return,
    "approve": orders.order_approve,
    "send": orders.order_send,
    "close": orders.order_close,
    "cancel": orders.order_cancel,
}
DOES = {"approve": "analyst", "return": "analyst"}


def refused(take, **arguments):
    with pytest.raises(StepRefused) as refusal:
        take(**arguments)
    return str(refusal.value)


@pytest.mark.parametrize("state", [str(state) for state in State])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_in_every_state_is_legal_or_refused_with_a_sentence(step, state, librarian, analyst):
    order = order_in(state, by=librarian, approved_by=analyst)
    person = analyst if step in DOES else librarian
    steps = order.steps.count()
    move = MOVES.get((step, state))
    if move is not None:
        TAKE[step](order=order, by=person, note="Begini sebabnya.")
        order.refresh_from_db()
        assert (order.state, order.steps.count()) == (move.target, steps + 1)
        last = order.steps.last()
        assert (last.position, last.from_state, last.to_state, last.actor) == (steps + 1, state, move.target, person)
        assert AuditEntry.objects.filter(action=f"elibrary.order.{step}", actor_id=person.pk).exists()
    else:
        sentence = refused(TAKE[step], order=order, by=person, note="Begini sebabnya.")
        assert f"Pesanan {order.number} sekarang {order.get_state_display()}" in sentence
        order.refresh_from_db()
        assert (order.state, order.steps.count()) == (state, steps)


def test_the_way_is_the_one_that_was_asked_for():
    assert {(step, str(source)): str(move.target) for (step, source), move in MOVES.items()} == {
        ("submit", "draft"): "submitted",
        ("return", "submitted"): "draft",
        ("approve", "submitted"): "approved",
        ("send", "approved"): "sent",
        ("close", "partly"): "closed",
        ("close", "delivered"): "closed",
        ("cancel", "draft"): "cancelled",
        ("cancel", "submitted"): "cancelled",
        ("cancel", "approved"): "cancelled",
        ("cancel", "sent"): "cancelled",
    }


@pytest.mark.parametrize("state", [str(state) for state in State])
def test_a_delivery_is_taken_only_from_the_publisher(state, librarian, analyst):
    order = order_in(state, by=librarian, approved_by=analyst)
    line = order.lines.last()
    if state in {State.SENT, State.PARTLY_DELIVERED}:
        assert orders.line_deliver(line=line).delivered_at
    elif line.delivered_at:
        assert orders.line_deliver(line=line).delivered_at == line.delivered_at
    else:
        assert "menerima kiriman" in refused(orders.line_deliver, line=line)


def test_an_order_is_delivered_line_by_line_and_each_line_once(librarian, analyst):
    order = order_in("sent", by=librarian, approved_by=analyst, lines=3)
    first, second, third = order.lines.all()
    seen = []
    for line in (first, first, second, third, third):
        orders.line_deliver(line=line, note="Lewat tautan.")
        order.refresh_from_db()
        seen.append((order.state, order.steps.count()))
    assert seen == [("partly", 5), ("partly", 5), ("partly", 5), ("delivered", 6), ("delivered", 6)]
    assert AuditEntry.objects.filter(action="elibrary.order_line.delivered", actor_id=None).count() == 3


def test_a_single_line_is_the_whole_order(librarian, analyst):
    order = order_in("sent", by=librarian, approved_by=analyst, lines=1)
    orders.line_deliver(line=order.lines.get(), by=librarian)
    order.refresh_from_db()
    assert [step.to_state for step in order.steps.all()] == ["draft", "submitted", "approved", "sent", "delivered"]


def test_what_stands_elsewhere_needs_its_address(librarian, analyst):
    order = draft_order(by=librarian, lines=0)
    line = orders.line_add(order=order, offer=OfferFactory(publisher=order.publisher), by=librarian, licence="external")
    assert line.route == "external"
    for step, person in (("submit", librarian), ("approve", analyst), ("send", librarian)):
        TAKE[step](order=order, by=person)
    assert "alamat" in refused(orders.line_deliver, line=line, by=librarian)
    with pytest.raises(ValidationError):
        orders.line_link(line=line, url="kubuku", by=librarian)
    orders.line_link(line=line, url="https://kubuku.example.id/buku/1", by=librarian)
    assert orders.line_deliver(line=line, by=librarian).delivered_at


# --- who


def test_nobody_approves_what_they_submitted_or_created(librarian, analyst):
    order = order_in("submitted", by=librarian, approved_by=analyst)
    both = ["Pustakawan", "Analis Kurikulum"]
    order_policy_save(
        needs_two_people=True, roles={"submit": both, "approve": both, "send": both}, by=make_staff(ADMINISTRATOR)
    )
    assert "Orang lain" in refused(orders.order_approve, order=order, by=librarian)
    orders.order_return(order=order, by=analyst, note="Kurang satu judul.")
    orders.order_submit(order=order, by=analyst)
    assert "Orang lain" in refused(orders.order_approve, order=order, by=analyst)  # submitted it
    assert "Orang lain" in refused(orders.order_approve, order=order, by=librarian)  # created it
    orders.order_approve(order=order, by=buyer())


def test_the_office_may_let_one_person_do_it_all(librarian):
    one = ["Pustakawan"]
    order_policy_save(
        needs_two_people=False, roles={"submit": one, "approve": one, "send": one}, by=make_staff(ADMINISTRATOR)
    )
    order = order_in("closed", by=librarian, approved_by=librarian)
    assert {step.actor for step in order.steps.all()} == {librarian}


@pytest.mark.parametrize("role", [LIBRARIAN, CURRICULUM_ANALYST, ADMINISTRATOR, TRAINER])
def test_by_default_the_pustakawan_buys_and_the_analyst_approves(role, librarian, analyst):
    person = make_staff(role, second_factor=False)
    policy = OrderPolicy.current()
    may = {
        step
        for step, state in (("submit", "draft"), ("approve", "submitted"), ("send", "approved"), ("close", "delivered"))
        if not refusal(step, order_in(state, by=librarian, approved_by=analyst), by=person, policy=policy)
    }
    assert may == {LIBRARIAN: {"submit", "send", "close"}, CURRICULUM_ANALYST: {"approve"}}.get(role, set())


def test_a_refusal_names_those_whose_task_it_is(librarian, analyst):
    order = draft_order(by=librarian)
    assert refused(orders.order_submit, order=order, by=analyst) == "“Ajukan” adalah tugas Pustakawan."


def test_a_role_that_has_lost_its_permission_takes_no_step_although_the_policy_names_it(librarian):
    order = draft_order(by=librarian)
    role = Group.objects.get(name=LIBRARIAN)
    role.permissions.remove(role.permissions.get(codename="submit_order"))
    person = type(librarian).objects.get(pk=librarian.pk)
    assert refused(orders.order_submit, order=order, by=person) == "“Ajukan” adalah tugas Pustakawan."
    order.refresh_from_db()
    assert order.state == "draft"


def test_a_policy_names_only_roles_that_hold_the_permission_and_never_nobody(db):
    admin = make_staff(ADMINISTRATOR)
    for approve in ([], [TRAINER], ["Siapa"]):
        with pytest.raises(ValidationError):
            order_policy_save(
                needs_two_people=True, roles={"submit": [LIBRARIAN], "approve": approve, "send": [LIBRARIAN]}, by=admin
            )
    assert not AuditEntry.objects.filter(action="elibrary.order_policy.changed").exists()


def test_there_is_one_policy(db):
    OrderPolicy.objects.create(pk=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderPolicy.objects.create(pk=2)


def test_steps_that_undo_need_a_reason(librarian, analyst):
    order = order_in("submitted", by=librarian, approved_by=analyst)
    for take in (orders.order_return, orders.order_cancel):
        assert "alasan" in refused(take, order=order, by=analyst, note="  ")
    assert "500" in refused(orders.order_cancel, order=order, by=analyst, note="x" * 501)


# --- what


def test_numbers_run_within_their_year(librarian):
    numbers = [draft_order(by=librarian, lines=0).number for _ in range(3)]
    assert numbers == [f"SP/{n:04}/{localdate().year}" for n in (1, 2, 3)]


def test_an_order_keeps_what_was_ordered_and_its_total(librarian):
    order = draft_order(by=librarian, lines=0)
    offer = OfferFactory(publisher=order.publisher, title="Kopi", isbn13="9786020000015", carrier="print", price_idr=100_000)
    line = orders.line_add(order=order, offer=offer, by=librarian, copies=3, discount_percent=10)
    other = orders.line_add(order=order, offer=OfferFactory(publisher=order.publisher), by=librarian)
    offer.title = "Kopi dan Teh"
    offer.save()
    line.refresh_from_db()
    order.refresh_from_db()
    assert (line.title, line.isbn13, line.route, order.total_idr) == ("Kopi", "9786020000015", "print", 345_000)
    orders.line_change(line=line, by=librarian, copies=1)
    orders.line_remove(line=other, by=librarian)
    orders.line_remove(line=other, by=librarian)
    order.refresh_from_db()
    assert order.total_idr == 90_000


def test_lines_change_only_in_a_draft(librarian, analyst):
    order = order_in("submitted", by=librarian, approved_by=analyst)
    line = order.lines.first()
    for take, more in (
        (orders.line_add, {"order": order, "offer": OfferFactory(publisher=order.publisher)}),
        (orders.line_change, {"line": line, "copies": 9}),
        (orders.line_remove, {"line": line}),
        (orders.order_change, {"order": order, "subject": "Lain"}),
    ):
        assert "hanya konsep" in refused(take, by=librarian, **more)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        pytest.param({"copies": 0}, "copies", id="no-copy"),
        pytest.param({"licence": "concurrent"}, "readers", id="readers-not-said"),
        pytest.param({"licence": "loans"}, "loans", id="loans-not-said"),
        pytest.param({"licence": "months", "months": 0}, "months", id="no-months"),
        pytest.param({"licence": "open"}, "unit_price_idr", id="open-access-with-a-price"),
        pytest.param({"discount_percent": 101}, "discount_percent", id="more-than-all-off"),
        pytest.param({"external_url": "bukan alamat"}, "external_url", id="no-address"),
    ],
)
def test_terms_that_do_not_go_together_are_refused(terms, field, librarian):
    order = draft_order(by=librarian, lines=0)
    with pytest.raises(ValidationError) as refusal:
        orders.line_add(order=order, offer=OfferFactory(publisher=order.publisher), by=librarian, **terms)
    assert field in refusal.value.message_dict
    assert not order.lines.exists()


def test_an_offer_is_ordered_from_its_publisher_once_a_licence_and_not_when_withdrawn(librarian):
    order = draft_order(by=librarian, lines=1)
    with pytest.raises(ValidationError):
        orders.line_add(order=order, offer=order.lines.get().offer, by=librarian)
    assert "penerbit lain" in refused(orders.line_add, order=order, offer=OfferFactory(), by=librarian)
    gone = OfferFactory(publisher=order.publisher, is_withdrawn=True)
    assert "ditarik" in refused(orders.line_add, order=order, offer=gone, by=librarian)


def test_an_empty_order_is_not_submitted(librarian):
    assert "belum berisi" in refused(orders.order_submit, order=draft_order(by=librarian, lines=0), by=librarian)


# --- money


def test_approving_takes_from_the_budget_and_refuses_going_over(budget, librarian, analyst):
    budget_save(budget=budget, year=localdate().year, amount_idr=500_000, source="APBD", by=make_staff(ADMINISTRATOR))
    first = order_in("approved", by=librarian, approved_by=analyst, price=100_000)
    second = order_in("submitted", by=librarian, approved_by=analyst, price=200_000)
    sentence = refused(orders.order_approve, order=second, by=analyst)
    assert f"Anggaran {localdate().year} tinggal Rp300.000, pesanan ini Rp400.000." in sentence
    orders.order_cancel(order=first, by=librarian, note="Terlalu mahal.")
    orders.order_approve(order=second, by=analyst)
    budget.refresh_from_db()
    assert (use_of(budget).committed, use_of(budget).left) == (400_000, 100_000)


@pytest.mark.parametrize(("amount_idr", "fits"), [(400_000, True), (399_999, False)])
def test_an_order_of_exactly_what_is_left_is_approved(budget, librarian, analyst, amount_idr, fits):
    budget_save(budget=budget, year=budget.year, amount_idr=amount_idr, source="APBD", by=make_staff(ADMINISTRATOR))
    order = order_in("submitted", by=librarian, approved_by=analyst, price=200_000)
    if fits:
        orders.order_approve(order=order, by=analyst)
    else:
        assert "tinggal Rp399.999" in refused(orders.order_approve, order=order, by=analyst)
    assert use_of(budget).left == (0 if fits else amount_idr)


def test_the_budget_of_an_order_is_this_years_also_when_next_years_is_known(analyst):
    person, year = buyer(), localdate().year
    BudgetFactory(year=year + 1)
    assert draft_order(by=person, lines=0).budget is None
    this_years = BudgetFactory(year=year)
    assert draft_order(by=person, lines=0).budget == this_years


def test_closed_orders_are_spent_by_what_came(budget, librarian, analyst):
    order_in("closed", by=librarian, approved_by=analyst, price=100_000)
    half = order_in("partly", by=librarian, approved_by=analyst, price=10_000)
    assert (use_of(budget).committed, use_of(budget).spent) == (20_000, 200_000)
    orders.order_close(order=half, by=librarian, note="Judul kedua tidak terbit.")
    assert (use_of(budget).committed, use_of(budget).spent) == (0, 210_000)


def test_a_budget_is_not_cut_below_what_is_taken(budget, librarian, analyst):
    order_in("sent", by=librarian, approved_by=analyst, price=100_000)
    admin = make_staff(ADMINISTRATOR)
    with pytest.raises(BudgetTooSmall, match=r"Rp200\.000"):
        budget_save(budget=budget, year=localdate().year, amount_idr=199_999, source="", by=admin)
    budget_save(budget=budget, year=localdate().year, amount_idr=200_000, source="", by=admin)
    assert use_of(budget).left == 0


def test_what_costs_nothing_needs_no_budget(analyst):
    person = buyer()
    order = order_in("closed", by=person, approved_by=analyst, price=0)
    assert (order.budget, order.total_idr) == (None, 0)


def test_what_costs_something_needs_one(analyst):
    person = buyer()
    assert "anggaran" in refused(orders.order_submit, order=draft_order(by=person), by=person)


def test_the_database_keeps_an_order_without_budget_from_being_approved(analyst):
    order = draft_order(by=buyer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(state="approved")


def test_a_step_rolls_back_whole(librarian, analyst, monkeypatch):
    order = order_in("submitted", by=librarian, approved_by=analyst)
    monkeypatch.setattr("core.audit.services.audit_log.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        orders.order_approve(order=order, by=analyst)
    order.refresh_from_db()
    assert (order.state, order.steps.count()) == ("submitted", 2)


def test_a_publisher_with_orders_is_kept(librarian):
    order = draft_order(by=librarian, publisher=PublisherFactory())
    with pytest.raises(Exception, match="protected foreign keys"):
        order.publisher.delete()
