"""The request list: wishes are made and decided, and their askers notified."""

import uuid
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core.audit.services import audit_log
from core.messages.services import notify
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.deliveries.services.book_joins import lines_of
from elibrary.ordering.models.line import OrderLine
from elibrary.wishes.models import Wish
from elibrary.wishes.selectors import places_of

MOST_OPEN = 5
"""Wishes of one reader that wait for a decision at the same time."""
CATEGORY = "usulan-buku"
State = Wish.State


class TooManyWishes(Exception):
    """This reader has MOST_OPEN wishes that wait."""


class AlreadyDecided(Exception):
    """The wish was decided concurrently and is no longer open."""


class AnswerMissing(ValueError):
    """A wish is declined only with a reason that its asker can read."""


@transaction.atomic
def wish_make(
    *,
    by: AbstractBaseUser,
    title: str,
    author: str = "",
    isbn13: str = "",
    reason: str = "",
    offer: Offer | None = None,
    origin: str = Wish.Origin.READER,
    token: uuid.UUID | None = None,
    log: bool = False,
) -> Wish:
    """Put a wish on the list, once for each ``token``. Raises TooManyWishes for a reader, ValidationError.

    The account is locked, so that two forms sent at once count each other.
    """
    get_user_model().objects.select_for_update().get(pk=by.pk)
    token = token or uuid.uuid4()
    known = Wish.objects.filter(token=token, asked_by_id=by.pk).first()
    if known is not None:
        return known
    if origin == Wish.Origin.READER and open_wishes_of(by).count() >= MOST_OPEN:
        raise TooManyWishes
    wish = Wish(
        token=token, title=title, author=author, isbn13=isbn13, reason=reason, offer=offer, origin=origin, asked_by_id=by.pk
    )
    wish.full_clean(exclude=["asked_by"])
    wish.save()
    audit_log.record(actor=by, action="elibrary.wish.made", subject=wish, after={"origin": origin}, log=log)
    return wish


@transaction.atomic
def wish_withdraw(*, wish: Wish, by: AbstractBaseUser) -> None:
    """Its asker takes an open wish back; gone already is fine. Raises AlreadyDecided."""
    locked = Wish.objects.select_for_update().filter(pk=wish.pk).first()
    if locked is None:
        return
    if not locked.is_open:
        raise AlreadyDecided
    audit_log.record(actor=by, action="elibrary.wish.withdrawn", subject=locked)
    locked.delete()


@transaction.atomic
def wish_decline(*, wish: Wish, answer: str, by: AbstractBaseUser) -> Wish:
    """Raises AnswerMissing and AlreadyDecided."""
    answer = answer.strip()
    if not answer:
        raise AnswerMissing
    return _decide(wish, State.DECLINED, answer=answer, by=by)


@transaction.atomic
def wish_available(*, wish: Wish, answer: str = "", by: AbstractBaseUser) -> Wish:
    """The library has it, whichever way it came. Raises AlreadyDecided for one that was declined or is there already."""
    return _decide(wish, State.AVAILABLE, answer=answer.strip(), by=by, frm=(State.OPEN, State.ORDERED))


def wish_ordered(*, wish: Wish, line: OrderLine, by: AbstractBaseUser) -> Wish:
    """Part of the transaction that adds the line. Raises AlreadyDecided."""
    return _decide(wish, State.ORDERED, line=line, offer=line.offer, by=by)


def wishes_fulfilled(*, line: OrderLine, by: AbstractBaseUser | None = None) -> None:
    """What was wished and ordered with this line can be used now; part of the caller's transaction.

    One that is decided concurrently is skipped.
    """
    for wish in Wish.objects.filter(line=line, state=State.ORDERED).order_by("pk"):
        with suppress(AlreadyDecided):
            _decide(wish, State.AVAILABLE, by=by, frm=(State.ORDERED,))


def ordered_wishes_fulfilled(*, book: Book, by: AbstractBaseUser) -> None:
    """Readers can open the book: its askers are notified. Part of the transaction that publishes it."""
    for line in lines_of(book).filter(wishes__state=State.ORDERED).distinct():
        wishes_fulfilled(line=line, by=by)


def wishes_reopened(*, lines: QuerySet[OrderLine], by: AbstractBaseUser) -> None:
    """The order won't happen: what was wished waits again. Part of the caller's transaction."""
    for wish in Wish.objects.select_for_update().filter(line__in=lines, state=State.ORDERED):
        wish.state, wish.line, wish.decided_at = State.OPEN, None, None
        wish.save(update_fields=["state", "line", "decided_at"])
        audit_log.record(actor=by, action="elibrary.wish.reopened", subject=wish)


def wishes_awaited(*, lines: QuerySet[OrderLine], since: datetime, by: AbstractBaseUser) -> None:
    """What was called available ``since`` then is not there after all; its asker is notified again when it is.

    Part of the caller's transaction.
    """
    told = Wish.objects.select_for_update(of=("self",)).filter(line__in=lines, state=State.AVAILABLE, decided_at__gte=since)
    for wish in told.order_by("pk"):
        wish.state, wish.decided_at = State.ORDERED, timezone.now()
        wish.save(update_fields=["state", "decided_at"])
        audit_log.record(actor=by, action="elibrary.wish.awaited", subject=wish)


def open_wishes_of(person: AbstractBaseUser) -> QuerySet[Wish]:
    return Wish.objects.filter(asked_by_id=person.pk, state=State.OPEN)


def _decide(
    wish: Wish,
    state: str,
    *,
    by: AbstractBaseUser | None,
    answer: str = "",
    frm: tuple[str, ...] = (State.OPEN,),
    **more: object,
) -> Wish:
    kept = Wish.objects.select_for_update().get(pk=wish.pk)
    if kept.state not in frm:
        raise AlreadyDecided
    before, kept.state, kept.answer, kept.decided_at = kept.state, state, answer, timezone.now()
    for name, value in more.items():
        setattr(kept, name, value)
    kept.save()
    audit_log.record(
        actor=by, action=f"elibrary.wish.{state}", subject=kept, before={"state": before}, after={"state": state}
    )
    _notify_asker(kept)
    return kept


_STATE_TEXTS = {
    State.ORDERED: "Kami sudah memesannya kepada penerbit. Anda kami kabari lagi begitu bukunya dapat dibaca.",
    State.DECLINED: "Maaf, usulan ini tidak dapat kami penuhi. Alasannya:",
    State.AVAILABLE: "Buku itu sekarang ada di perpustakaan.",
}


def _where(wish: Wish) -> str:
    """Where a fulfilled wish is, with the address of its page; empty when no more is known than that it is there."""
    place = places_of([wish]).get(wish.pk)
    if place is None:
        return ""
    address = f"{settings.SITE_URL.rstrip('/')}{place.url}"
    if place.way is None:
        return f"Buku itu sekarang dapat dibaca di perpustakaan:\n{address}"
    if place.way.is_external:
        return f"Buku itu sekarang dapat dibaca di {place.way.platform}. Caranya:\n{address}"
    return f"Buku itu sekarang ada di perpustakaan dalam bentuk cetak. Nomor panggil dan tempatnya:\n{address}"


def _greeting(wish: Wish) -> str:
    name = getattr(wish.asked_by, "get_short_name", str)()
    return f"Halo {name},\n\n" if name else ""


def _notify_asker(wish: Wish) -> None:
    """Mail the asker once for each decision; an erased account gets none."""
    if wish.asked_by is None or wish.decided_at is None:
        return
    sentence = _where(wish) or _STATE_TEXTS[State(wish.state)]
    notify(
        key=f"wish:{wish.pk}:{wish.state}:{wish.decided_at:%Y%m%d%H%M%S}",
        category=CATEGORY,
        address=getattr(wish.asked_by, "email", None),
        recipient=wish.asked_by,
        subject=f"Usulan buku Anda {wish.get_state_display()}",
        body_text=f"{_greeting(wish)}Anda mengusulkan buku “{wish.title}”.\n\n{sentence}"
        + (f"\n{wish.answer}" if wish.answer else "")
        + f"\n\nSemua usulan Anda: {settings.SITE_URL.rstrip('/')}{reverse('elibrary:wishes')}\n",
    )
