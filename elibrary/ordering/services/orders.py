"""An order from draft to its end. Each step is one transaction under a lock on the order, one OrderStep, one audit row."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from core.documents.services import next_number
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.access_routes import is_safe
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order, OrderStep
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import (
    GIVES_BACK,
    TAKES_DELIVERIES,
    StepRefused,
    check_contents,
    check_note,
    check_person,
    move_of,
)
from elibrary.ordering.services.budgets import take_from_budget
from elibrary.ordering.services.letters import letter_freeze, letter_send
from elibrary.ordering.services.lines import draft, line_add
from elibrary.ordering.services.notices import step_notify
from elibrary.ordering.signals import line_delivered, lines_released, order_sent
from elibrary.publishers.models import Publisher

SERIES = "elibrary.order"
State = Order.State


@transaction.atomic
def order_create(
    *,
    publisher: Publisher,
    subject: str,
    by: AbstractBaseUser,
    budget: Budget | None = None,
    note: str = "",
    log: bool = False,
) -> Order:
    """A draft with a number of its year (SP/0001/2026). Numbers run without a gap, also past orders that are cancelled.

    Without a word on it, the budget is that of this year, where there is one.
    """
    year = timezone.localdate().year
    order = Order(
        number=f"SP/{next_number(series=SERIES, year=year):04}/{year}",
        publisher=publisher,
        subject=subject,
        budget=budget or Budget.objects.filter(year=year).first(),
        note=note,
        created_by_id=by.pk if by is not None else None,
    )
    order.full_clean(exclude=["created_by"])
    order.save()
    _note_step(order, "", by=by, note="")
    audit_log.record(actor=by, action="elibrary.order.created", subject=order, after={"number": order.number}, log=log)
    return order


@transaction.atomic
def order_change(*, order: Order, by: AbstractBaseUser, **answers: object) -> Order:
    """Subject, budget and note of a draft. Raises StepRefused for another state and ValidationError."""
    kept = draft(order)
    unknown = set(answers) - {"subject", "budget", "note"}
    if unknown:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    changed = [name for name, value in answers.items() if getattr(kept, name) != value]
    if not changed:
        audit_log.log_unchanged(actor=by, subject=kept)
        return kept
    for name in changed:
        setattr(kept, name, answers[name])
    kept.full_clean(exclude=["created_by"])
    kept.save(update_fields=[*changed, "changed_at"])
    audit_log.record(actor=by, action="elibrary.order.changed", subject=kept, after={"fields": sorted(changed)}, log=True)
    return kept


def order_submit(*, order: Order, by: AbstractBaseUser, note: str = "") -> Order:
    """Ask for approval. Raises StepRefused."""
    return _take("submit", order, by=by, note=note)


def order_return(*, order: Order, by: AbstractBaseUser, note: str) -> Order:
    """Give it back to be changed, or take it back. Raises StepRefused."""
    return _take("return", order, by=by, note=note)


@transaction.atomic
def order_approve(*, order: Order, by: AbstractBaseUser, note: str = "") -> Order:
    """By another person, where the policy asks for two, and within the budget; the letter is frozen. Raises StepRefused."""
    approved = _take("approve", order, by=by, note=note, also=take_from_budget)
    letter_freeze(order=approved, by=by)
    return approved


@transaction.atomic
def order_send(*, order: Order, by: AbstractBaseUser, note: str = "") -> Order:
    """The letter goes to the publisher by mail. Raises StepRefused."""
    sent = _take("send", order, by=by, note=note)
    letter_send(order=sent)
    order_sent.send(sender=Order, order=sent, by=by)
    return sent


def order_close(*, order: Order, by: AbstractBaseUser, note: str = "") -> Order:
    """All has come and is paid; or the rest will not come, which needs a reason. Raises StepRefused."""
    return _take("close", order, by=by, note=note)


def order_cancel(*, order: Order, by: AbstractBaseUser, note: str) -> Order:
    """Give it up before anything has come. Its number stays taken, its money is free. Raises StepRefused."""

    def release_lines(kept: Order) -> None:
        lines_released.send(sender=OrderLine, lines=kept.lines.all(), by=by)

    return _take("cancel", order, by=by, note=note, also=release_lines)


@transaction.atomic
def line_deliver(*, line: OrderLine, by: AbstractBaseUser | None = None, note: str = "", as_file: bool = False) -> OrderLine:
    """Note that a line has come: its file, its link or its print copies. A second time changes nothing.

    The order moves with it: partly delivered, and delivered with the last line. ``by`` is None for what the system took
    in itself; ``as_file``: a matched file delivered it. The caller checks the permission. Raises StepRefused while the
    order isn't with the publisher, and for a line on an outside platform without an https address.
    """
    order = _locked(line.order)
    kept = OrderLine.objects.get(pk=line.pk)
    if kept.delivered_at is not None:
        return kept
    if order.state not in TAKES_DELIVERIES:
        raise StepRefused(f"Pesanan {order.number} {order.get_state_display()}; belum atau tidak lagi menerima kiriman.")
    if kept.route == OrderLine.Route.EXTERNAL and not is_safe(kept.external_url):
        raise StepRefused(f"Isi dulu alamat “{kept.title}” di platform luar, diawali https://.")
    kept.delivered_at, kept.came_as_file = timezone.now(), as_file
    kept.save(update_fields=["delivered_at", "came_as_file"])
    audit_log.record(actor=by, action="elibrary.order_line.delivered", subject=kept, after={"order": order.number})
    line_delivered.send(sender=OrderLine, line=kept, by=by)
    is_whole = not order.lines.filter(delivered_at__isnull=True).exists()
    target = State.DELIVERED if is_whole else State.PARTLY_DELIVERED
    if target != order.state:
        _move(order, target, by=by, note=note.strip()[:500])
    return kept


@transaction.atomic
def line_take_back(*, line: OrderLine, by: AbstractBaseUser, note: str) -> OrderLine:
    """The file that came for a line was another title's: the line is waited for again. A second time changes nothing.

    The order goes back with it: to partly delivered, or to sent when nothing else has come. What staff noted as received
    without a file stays. Accession numbers stay as well: a copy keeps its number. Raises StepRefused for a closed order.
    """
    order = _locked(line.order)
    kept = OrderLine.objects.get(pk=line.pk)
    if not kept.came_as_file:
        return kept
    if order.state not in GIVES_BACK:
        raise StepRefused(f"Pesanan {order.number} {order.get_state_display()}; isinya tidak berubah lagi.")
    kept.delivered_at, kept.came_as_file = None, False
    kept.save(update_fields=["delivered_at", "came_as_file"])
    audit_log.record(actor=by, action="elibrary.order_line.taken_back", subject=kept, after={"order": order.number})
    has_some = order.lines.filter(delivered_at__isnull=False).exists()
    target = State.PARTLY_DELIVERED if has_some else State.SENT
    if target != order.state:
        _move(order, target, by=by, note=note[:500])
    return kept


@transaction.atomic
def order_deliver(*, order: Order, by: AbstractBaseUser, note: str = "") -> int:
    """Note that all that was still missing has come; how many lines these are. All or none. Raises StepRefused."""
    locked = _locked(order)
    missing = list(
        locked.lines.filter(delivered_at__isnull=True).order_by("offer_id", "pk")
    )  # offers are locked in one order
    if missing and locked.state not in TAKES_DELIVERIES:
        raise StepRefused(f"Pesanan {locked.number} {locked.get_state_display()}; belum atau tidak lagi menerima kiriman.")
    for line in missing:
        line_deliver(line=line, by=by, note=note)
    return len(missing)


@transaction.atomic
def _take(step: str, order: Order, *, by: AbstractBaseUser, note: str, also: Callable[[Order], None] | None = None) -> Order:
    """Check, do what ``also`` belongs to the step, move."""
    locked, note = _locked(order), note.strip()
    check_person(step, locked, by=by, policy=OrderPolicy.current())
    check_contents(step, locked)
    check_note(step, locked, note)
    if also is not None:
        also(locked)
    before = locked.state
    _move(locked, move_of(step, locked).target, by=by, note=note)
    audit_log.record(
        actor=by,
        action=f"elibrary.order.{step}",
        subject=locked,
        before={"state": before},
        after={"state": locked.state, "total_idr": locked.total_idr},
    )
    return locked


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update().get(pk=order.pk)


def _move(order: Order, target: str, *, by: AbstractBaseUser | None, note: str) -> None:
    before, order.state = order.state, target
    order.save(update_fields=["state", "changed_at"])
    _note_step(order, before, by=by, note=note)


def _note_step(order: Order, before: str, *, by: AbstractBaseUser | None, note: str) -> None:
    step = OrderStep.objects.create(
        order=order,
        position=order.steps.count() + 1,
        from_state=before,
        to_state=order.state,
        actor_id=by.pk if by is not None else None,
        note=note,
    )
    step_notify(step)


@transaction.atomic
def offer_order(
    *, offer: Offer, by: AbstractBaseUser, order: Order | None = None, subject: str = "", is_free: bool = False
) -> tuple[Order, bool]:
    """Put ``offer`` on ``order``, a draft of its publisher, or on a new one; the order, and whether a line was added.

    An offer that is on the order already is not ordered twice: on the chosen draft or, for a new order, on any
    draft of this person. The publisher is locked, so that two taps make one draft. Raises StepRefused and ValidationError.
    """
    publisher = Publisher.objects.select_for_update(no_key=True).get(pk=offer.publisher_id)
    if order is None:
        known = Order.objects.filter(lines__offer=offer, state=State.DRAFT, created_by_id=by.pk).order_by("pk").first()
        if known is not None:
            return known, False
        order = order_create(publisher=publisher, subject=subject, by=by)
    elif draft(order).lines.filter(offer=offer).exists():
        return order, False
    line_add(order=order, offer=offer, by=by, **({"unit_price_idr": 0} if is_free else {}))
    return order, True
