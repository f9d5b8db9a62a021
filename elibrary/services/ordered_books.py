"""A book and the orders that brought it: joined by the description, which is of the ordered offer and of the book."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from core.services import audit
from elibrary.models import BibliographicRecord, Book, Delivery, Offer, OrderLine, Wish
from elibrary.services.bibliographic import record_for_offer
from elibrary.services.title_index import titles_index
from elibrary.services.wishes import wishes_fulfilled


@transaction.atomic
def book_join(*, book: Book, line: OrderLine, by: Any) -> None:
    """One description for what was ordered and what is read; readers who wait are told when the book is public already.

    Where offer and book were described apart, both descriptions stay as staff wrote them. Joining twice changes nothing.
    """
    offer = Offer.objects.select_for_update().get(pk=line.offer_id)
    kept = Book.objects.select_for_update().get(pk=book.pk)
    of_book = BibliographicRecord.objects.filter(book=kept).first()
    if of_book is None:
        record = record_for_offer(offer=offer, by=by)
        if record.book_id is None:
            _put(record, by=by, book=kept)
    elif of_book.offer_id is None and not BibliographicRecord.objects.filter(offer=offer).exists():
        _put(of_book, by=by, offer=offer)
    if kept.is_published:
        ordered_wishes_fulfilled(book=kept, by=by)


def ordered_wishes_fulfilled(*, book: Book, by: Any) -> None:
    """Readers can open the book: whoever wished for it is told. Part of the transaction that publishes it."""
    for line in lines_of(book).filter(wishes__state=Wish.State.ORDERED).distinct():
        wishes_fulfilled(line=line, by=by)


def lines_of(book: Book) -> QuerySet[OrderLine]:
    """What was ordered to be read as this book: of the described offer, or of the one whose file it is."""
    described = BibliographicRecord.objects.filter(book=book, offer__isnull=False).values("offer")
    delivered = Delivery.objects.filter(file__sha256=book.sha256, state=Delivery.State.MATCHED).values("line__offer")
    return OrderLine.objects.filter(Q(offer__in=described) | Q(offer__in=delivered), route=OrderLine.Route.HOSTED)


def can_be_read(line: OrderLine) -> bool:
    """An outside platform and print need no more than to have come; a file has to be a published book first."""
    return (
        line.route != OrderLine.Route.HOSTED
        or BibliographicRecord.objects.filter(offer=line.offer_id, book__state=Book.State.PUBLISHED).exists()
    )


def _put(record: BibliographicRecord, *, by: Any, **other: Book | Offer) -> None:
    for name, value in other.items():
        setattr(record, name, value)
    record.save(update_fields=[*other, "changed_at"])
    titles_index([record], by=by)
    audit.record(
        actor=by,
        action="elibrary.bibliographic.joined",
        subject=record,
        after={"book": record.book_id, "offer": record.offer_id},
    )
