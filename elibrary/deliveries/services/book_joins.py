"""A book and the orders it was delivered for: joined by the description, which is of the ordered offer and of the book."""

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from core.audit.services import audit_log
from core.documents.formatting import tanggal
from elibrary.books.conditions import PublishingRefused
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_offer
from elibrary.cataloguing.services.title_index import titles_index
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.signals import book_joined, book_parted
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import COMMITTED

Side = BibliographicRecord.Side


class Embargoed(PublishingRefused):
    """By the terms of its order, the book isn't shown before ``until``."""

    def __init__(self, until: dt.date) -> None:
        super().__init__(f"Menurut pesanannya, buku ini tidak dibuka sebelum {tanggal(until)}. Terbitkan mulai hari itu.")
        self.until = until


@transaction.atomic
def book_join(*, book: Book, line: OrderLine, by: AbstractBaseUser) -> None:
    """One description for what was ordered and what is read.

    Where offer and book were described apart, both descriptions stay as staff wrote them. Joining twice changes nothing.
    """
    offer = Offer.objects.select_for_update().get(pk=line.offer_id)
    locked = Book.objects.select_for_update().get(pk=book.pk)
    of_book = BibliographicRecord.objects.filter(book=locked).first()
    if of_book is None:
        record = record_for_offer(offer=offer, by=by)
        if record.book_id is None:
            _put(record, by=by, book=locked, joined_later=Side.BOOK)
    elif of_book.offer_id is None and not BibliographicRecord.objects.filter(offer=offer).exists():
        _put(of_book, by=by, offer=offer, joined_later=Side.OFFER)
    book_joined.send(sender=Book, book=locked, by=by)


def book_part(*, book: Book, offer: Offer, by: AbstractBaseUser) -> None:
    """The book turned out to be another title: its description leaves whichever of the two came to it later.

    Part of the transaction that takes its file off a line, which has locked both. Where the file still fills a line of
    the offer, nothing changes.
    """
    record = BibliographicRecord.objects.select_for_update(of=("self",)).filter(book=book, offer=offer).first()
    if record is None or _files_of(book).filter(line__offer=offer).exists():
        return
    _put(record, by=by, action="parted", **{record.joined_later: None})
    book_parted.send(sender=Book, book=book, offer=offer, by=by)


def can_be_joined(book: Book, offer: Offer) -> bool:
    """Book and offer have no common description yet, and ``book_join`` would give them one."""
    of_book = BibliographicRecord.objects.filter(book=book).first()
    if of_book is not None and of_book.offer_id is not None:
        return False
    of_offer = BibliographicRecord.objects.filter(offer=offer).first()
    return of_offer is None or (of_book is None and of_offer.book_id is None)


def lines_of(book: Book) -> QuerySet[OrderLine]:
    """What was ordered to be read as this book: of the described offer, or of the one whose file it is."""
    described = BibliographicRecord.objects.filter(book=book, offer__isnull=False).values("offer")
    delivered = _files_of(book).values("line__offer")
    return OrderLine.objects.filter(Q(offer__in=described) | Q(offer__in=delivered), route=OrderLine.Route.HOSTED)


def embargo_of(book: Book) -> dt.date | None:
    """The day that has still to come before readers may see the book, by any order for it that was approved."""
    agreed = lines_of(book).filter(order__state__in=[*COMMITTED, Order.State.CLOSED])
    last: dt.date | None = agreed.filter(embargo_until__gt=timezone.localdate()).aggregate(day=Max("embargo_until"))["day"]
    return last


def check_embargo(book: Book) -> None:
    """Raises Embargoed."""
    if (until := embargo_of(book)) is not None:
        raise Embargoed(until)


def can_be_read(line: OrderLine) -> bool:
    """An outside platform and print need no more than to have come; a file has to be a published book first."""
    return (
        line.route != OrderLine.Route.HOSTED
        or BibliographicRecord.objects.filter(offer=line.offer_id, book__state=Book.State.PUBLISHED).exists()
    )


def _files_of(book: Book) -> QuerySet[Delivery]:
    return Delivery.objects.filter(file__sha256=book.sha256, state=Delivery.State.MATCHED)


def _put(
    record: BibliographicRecord, *, by: AbstractBaseUser, action: str = "joined", **other: Book | Offer | str | None
) -> None:
    for name, value in other.items():
        setattr(record, name, value)
    record.save(update_fields=[*other, "changed_at"])
    titles_index([record], by=by)
    audit_log.record(
        actor=by,
        action=f"elibrary.bibliographic.{action}",
        subject=record,
        after={"book": record.book_id, "offer": record.offer_id},
    )
