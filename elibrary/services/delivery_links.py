"""Gives a publisher the link for an order, and takes it back."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.services import audit
from core.services.notifications import notify
from elibrary.delivery_links import address_of, new_secret
from elibrary.models import DeliveryLink, Order

CATEGORY = "elibrary.delivery"
LIFE = timedelta(days=30)
ACCEPTING = (Order.State.SENT, Order.State.PARTLY_DELIVERED, Order.State.DELIVERED)


class OrderClosed(Exception):
    """The order isn't in a state in which files are taken."""


class LinkChanged(Exception):
    """Another link has been made or revoked meanwhile: a second tap, or a colleague."""


@dataclass(frozen=True)
class MadeLink:
    """``address`` is known here and in the mail alone."""

    link: DeliveryLink
    address: str


@transaction.atomic
def link_create(*, order: Order, by: Any = None, replacing: int | None = None) -> MadeLink:
    """A new link for LIFE, mailed to the publisher; the one with the key ``replacing`` ends.

    Raises OrderClosed, and LinkChanged when the open link is another than ``replacing``.
    """
    kept = Order.objects.select_for_update().select_related("publisher").get(pk=order.pk)
    if kept.state not in ACCEPTING:
        raise OrderClosed(kept.state)
    _end(kept, replacing)
    secret = new_secret()
    link = DeliveryLink.objects.create(
        order=kept,
        selector=secret.selector,
        secret_hash=secret.secret_hash,
        expires_at=timezone.now() + LIFE,
        created_by_id=by.pk if by is not None else None,
    )
    audit.record(
        actor=by,
        action="elibrary.delivery_link.created",
        subject=link,
        before={"link": replacing},
        after={"order": kept.number, "expires_at": link.expires_at.isoformat()},
    )
    made = MadeLink(link, address_of(secret.token))
    _mail(kept, made)
    return made


@transaction.atomic
def link_revoke(*, order: Order, link: int, by: Any) -> None:
    """End the link with the key ``link`` now; files on their way by it are refused from here on. Raises LinkChanged."""
    kept = Order.objects.select_for_update().get(pk=order.pk)
    ended = _end(kept, link)
    if ended is not None:
        audit.record(actor=by, action="elibrary.delivery_link.revoked", subject=ended, before={"order": kept.number})


def open_link(order: Order) -> DeliveryLink | None:
    """The link that isn't revoked; it may have run out."""
    return order.delivery_links.filter(revoked_at__isnull=True).first()


def _end(order: Order, expected: int | None) -> DeliveryLink | None:
    link = open_link(order)
    if (link.pk if link else None) != expected:
        raise LinkChanged
    if link is not None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    return link


def _mail(order: Order, made: MadeLink) -> None:
    context = {"order": order, "link": made.link, "address": made.address}
    notify(
        key=f"elibrary.delivery_link.{made.link.pk}",
        category=CATEGORY,
        address=order.publisher.email,
        subject=f"Menyerahkan berkas pesanan {order.number}",
        body_text=render_to_string("elibrary/mail/delivery_link.txt", context),
        sensitive=True,
    )
