"""Gives a publisher the link for an order or for the records of their catalogues, and takes it back."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Manager
from django.template.loader import render_to_string
from django.utils import timezone

from core.audit.services import audit_log
from core.messages.services import notify
from elibrary.deliveries.links import address_of, new_secret
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.ordering.models.order import Order
from elibrary.ordering.selectors import progress_of
from elibrary.publishers.models import Publisher

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
def link_create(*, order: Order, by: AbstractBaseUser | None = None, replacing: int | None = None) -> MadeLink:
    """A new link for LIFE, mailed to the publisher; the one with the key ``replacing`` ends.

    Also where no file is ordered: by it a publisher sees the deliveries and the result of each catalogue record.
    Raises OrderClosed, and LinkChanged when the open link is another than ``replacing``.
    """
    locked = Order.objects.select_for_update().select_related("publisher").get(pk=order.pk)
    if locked.state not in ACCEPTING:
        raise OrderClosed(locked.state)
    made = _make(locked.delivery_links, replacing, by=by, about={"order": locked.number})
    takes_files = progress_of(locked).needed > 0
    subject = f"{'Menyerahkan berkas' if takes_files else 'Melihat'} pesanan {locked.number}"
    _mail(made, "elibrary/deliveries/mail/link.txt", subject, order=locked, takes_files=takes_files)
    return made


@transaction.atomic
def catalogue_link_create(*, publisher: Publisher, by: AbstractBaseUser, replacing: int | None = None) -> MadeLink:
    """The same for a publisher, with or without orders: by it they read the results of their records.

    Raises LinkChanged.
    """
    locked = Publisher.objects.select_for_update().get(pk=publisher.pk)
    made = _make(locked.catalogue_links, replacing, by=by, about={"publisher": locked.slug})
    _mail(made, "elibrary/deliveries/mail/catalogue_link.txt", "Hasil impor katalog Anda")
    return made


def _make(
    links: Manager[DeliveryLink], replacing: int | None, *, by: AbstractBaseUser | None, about: dict[str, str]
) -> MadeLink:
    """One more of ``links``, which are those of an order or publisher that the caller has locked. Raises LinkChanged."""
    _end(links, replacing)
    secret = new_secret()
    link = links.create(
        selector=secret.selector,
        secret_hash=secret.secret_hash,
        expires_at=timezone.now() + LIFE,
        created_by_id=by.pk if by is not None else None,
    )
    audit_log.record(
        actor=by,
        action="elibrary.delivery_link.created",
        subject=link,
        before={"link": replacing},
        after={**about, "expires_at": link.expires_at.isoformat()},
    )
    return MadeLink(link, address_of(secret.token))


@transaction.atomic
def link_revoke(*, order: Order, link: int, by: AbstractBaseUser) -> None:
    """End the link with the key ``link`` now; files on their way by it are refused from here on. Raises LinkChanged."""
    locked = Order.objects.select_for_update().get(pk=order.pk)
    _revoke(locked.delivery_links, link, by=by, about={"order": locked.number})


@transaction.atomic
def catalogue_link_revoke(*, publisher: Publisher, link: int, by: AbstractBaseUser) -> None:
    """End the link with the key ``link`` now. Raises LinkChanged."""
    locked = Publisher.objects.select_for_update().get(pk=publisher.pk)
    _revoke(locked.catalogue_links, link, by=by, about={"publisher": locked.slug})


def open_link(owner: Order | Publisher) -> DeliveryLink | None:
    """The link that isn't revoked; it may have run out."""
    links = owner.delivery_links if isinstance(owner, Order) else owner.catalogue_links
    return _open(links)


def _open(links: Manager[DeliveryLink]) -> DeliveryLink | None:
    found: DeliveryLink | None = links.filter(revoked_at__isnull=True).first()
    return found


def _revoke(links: Manager[DeliveryLink], link: int, *, by: AbstractBaseUser, about: dict[str, str]) -> None:
    ended = _end(links, link)
    if ended is not None:
        audit_log.record(actor=by, action="elibrary.delivery_link.revoked", subject=ended, before=about)


def _end(links: Manager[DeliveryLink], expected: int | None) -> DeliveryLink | None:
    link = _open(links)
    if (link.pk if link else None) != expected:
        raise LinkChanged
    if link is not None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    return link


def _mail(made: MadeLink, template: str, subject: str, **context: object) -> None:
    publisher = made.link.holder
    notify(
        key=f"elibrary.delivery_link.{made.link.pk}",
        category=CATEGORY,
        address=publisher.email,
        subject=subject,
        body_text=render_to_string(
            template, {**context, "publisher": publisher, "link": made.link, "address": made.address}
        ),
        sensitive=True,
    )
