"""Messages that hand an order over: to those who approve it, and back to who submitted it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from core.messages.staff import staff_notify
from elibrary.ordering.models.order import Order, OrderStep
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import has_duty

CATEGORY = "pesanan-buku"
State = Order.State
_SUBJECTS = {
    State.SUBMITTED: "menunggu persetujuan Anda",
    State.APPROVED: "disetujui",
    State.DRAFT: "dikembalikan ke konsep",
    State.CANCELLED: "dibatalkan",
    State.DELIVERED: "sudah datang lengkap",
}


def step_notify(step: OrderStep) -> int:
    """Tell whose turn it is after ``step``, once, never who took it; how many are told.

    Submitted: who may approve; where two people are needed, none who made or submitted it. Approved, given back, cancelled,
    delivered: who submitted it last; where their account is gone, those who send orders.
    """
    if step.to_state not in _SUBJECTS or not step.from_state:
        return 0
    order = step.order
    return staff_notify(
        [person for person in _recipients(order, step.to_state) if person.pk != step.actor_id],
        key=f"pesanan-buku:{order.pk}:{step.position}",
        category=CATEGORY,
        subject=f"Pesanan {order.number} {_SUBJECTS[State(step.to_state)]}",
        template="elibrary/ordering/mail/step.txt",
        path=reverse("pesanan:inspect", args=[order.pk]),
        order=order,
        step=step,
    )


def _recipients(order: Order, state: str) -> list[Any]:
    policy = OrderPolicy.current()
    submitters = order.steps.filter(to_state=State.SUBMITTED, actor__isnull=False)
    if state == State.SUBMITTED:
        own = {order.created_by_id, *submitters.values_list("actor_id", flat=True)} if policy.needs_two_people else set()
        return [person for person in _holders("approve", policy) if person.pk not in own]
    last = submitters.select_related("actor").order_by("-position").first()
    # a draft that is cancelled before it was ever submitted goes back to who made it
    person: Any = last.actor if last is not None else order.created_by
    return [person] if person is not None and person.is_active and person.is_staff else _holders("send", policy)


def _holders(duty: str, policy: OrderPolicy) -> list[Any]:
    staff: QuerySet[Any] = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
    named = staff.filter(groups__name__in=policy.roles_for(duty)).order_by("pk").distinct()
    return [person for person in named if has_duty(person, duty, policy=policy)]
