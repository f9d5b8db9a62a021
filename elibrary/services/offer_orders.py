"""An offer that somebody has in front of them goes on a draft order."""

from typing import Any

from django.db import transaction

from elibrary.models.offer import Offer
from elibrary.models.order import Order
from elibrary.models.publisher import Publisher
from elibrary.services.order_lines import draft, line_add
from elibrary.services.orders import order_create

State = Order.State


@transaction.atomic
def offer_order(
    *, offer: Offer, by: Any, order: Order | None = None, subject: str = "", is_free: bool = False
) -> tuple[Order, bool]:
    """Put ``offer`` on ``order``, a draft of its publisher, or on a new one; the order, and whether a line was added.

    What stands there already is not ordered twice: on the draft that was chosen or, where a new one was asked for, on any
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
