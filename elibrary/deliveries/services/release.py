"""A file that was matched to the wrong line is taken off it, and may be matched again."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.deliveries.models.delivery import Delivery, DeliveryRelease
from elibrary.deliveries.services.book_joins import book_part
from elibrary.deliveries.services.deliveries import WrongState, order_and_delivery
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import GIVES_BACK
from elibrary.ordering.services.orders import line_take_back

WAIT = "Berkas ini tidak perlu dikirim lagi. Perpustakaan memasangkannya dengan judul yang benar, atau menghubungi Anda."


class NotReleased(ValueError):
    """The file stays on its line. The message is a sentence with what to do instead."""


@transaction.atomic
def delivery_release(*, delivery: Delivery, line: OrderLine, reason: str, by: AbstractBaseUser) -> Delivery:
    """Take a file off ``line``; it waits for staff again, who match it to the right line or refuse it.

    Everything that the match did goes back in the same transaction, under the locks of order, delivery, offer and book in
    this order: lines of the title that no other file fills are waited for again, the order goes back with them, a book
    made of the file is no longer described as this title. The machine never makes this match again. The publisher reads
    the reason. ``line`` is the one that the user had seen; a second time changes nothing.

    Raises WrongState when the file is on another line, or on none without ever having been taken off this one, and
    NotReleased without a reason, for an order that is closed, and while readers find the file under this title.
    """
    order, locked = order_and_delivery(delivery)
    if locked.line_id != line.pk:
        if locked.line_id is None and locked.releases.filter(line=line).exists():
            return locked
        raise WrongState(locked.state)
    if not (reason := reason.strip()[:300]):
        raise NotReleased("Tulis alasannya.")
    line = OrderLine.objects.get(pk=line.pk)
    offer = Offer.objects.select_for_update().get(pk=line.offer_id)
    book = Book.objects.select_for_update().filter(sha256=locked.file.sha256).first()
    if sentence := release_refusal(order=order, line=line, book=book):
        raise NotReleased(sentence)
    release = _take_off(locked, line, reason, by=by)
    waiting = _take_back(order, line, by=by)
    if book is not None:
        book_part(book=book, offer=offer, by=by)
    _note(release, waiting, by=by)
    return locked


def release_refusal(*, order: Order, line: OrderLine, book: Book | None) -> str:
    """Why a file stays on ``line``, and what to do instead; empty when it can be taken off. ``book`` is made of the file."""
    if order.state not in GIVES_BACK:
        return (
            f"Pesanan {order.number} {order.get_state_display()}, jadi isinya tidak berubah lagi. "
            "Tarik buku yang keliru bila sudah terbit, lalu unggah berkas yang benar lewat Perpustakaan → Buku."
        )
    if book is not None and book.is_published and not _is_of_another(book, line):
        return (
            f"Berkas ini sudah terbit sebagai buku “{book.title}”. Tarik dulu bukunya dari pembaca, lalu lepaskan berkasnya."
        )
    return ""


def _is_of_another(book: Book, line: OrderLine) -> bool:
    """The book has the description of another offered title: readers don't find it as this one."""
    described = BibliographicRecord.objects.filter(book=book, offer__isnull=False)
    return described.exclude(offer=line.offer_id).exists()


def _take_off(delivery: Delivery, line: OrderLine, reason: str, *, by: AbstractBaseUser) -> DeliveryRelease:
    release = DeliveryRelease.objects.create(
        delivery=delivery, line=line, matched_how=delivery.matched_how, reason=reason, released_by_id=by.pk
    )
    delivery.state, delivery.line, delivery.matched_how = Delivery.State.UNMATCHED, None, Delivery.How.NONE
    delivery.problem, delivery.advice = f"Perpustakaan melepas berkas ini dari “{line.title[:150]}”: {reason}", WAIT
    delivery.settled_by_id, delivery.settled_at = by.pk, timezone.now()
    delivery.save(update_fields=["state", "line", "matched_how", "problem", "advice", "settled_by", "settled_at"])
    return release


def _take_back(order: Order, line: OrderLine, *, by: AbstractBaseUser) -> list[int]:
    """The lines of the title that are waited for again: each licence of it, unless another file fills them."""
    if order.deliveries.filter(state=Delivery.State.MATCHED, line__offer=line.offer_id).exists():
        return []
    lines = list(order.lines.filter(offer=line.offer_id, came_as_file=True).order_by("pk"))
    for one in lines:
        line_take_back(line=one, by=by, note=f"Berkas “{one.title[:300]}” dilepas: milik judul lain.")
    return [one.pk for one in lines]


def _note(release: DeliveryRelease, waiting: list[int], *, by: AbstractBaseUser) -> None:
    """The reason is stored in the release alone: free text may contain personal data."""
    audit_log.record(
        actor=by,
        action="elibrary.delivery.released",
        subject=release.delivery,
        before={"state": Delivery.State.MATCHED, "line": release.line_id, "how": release.matched_how},
        after={"state": release.delivery.state, "lines_waiting": waiting},
    )
