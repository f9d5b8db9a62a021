"""Reads of wishes."""

from collections.abc import Iterable
from dataclasses import dataclass

from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.ordering.access_routes import AccessRoute
from elibrary.reading.selectors import Title, titles_of
from elibrary.wishes.models import Wish


@dataclass(frozen=True)
class Place:
    """Where the asker of a wish finds the book. ``way`` is None for a book that is read here."""

    url: str
    way: AccessRoute | None


def places_of(wishes: Iterable[Wish]) -> dict[int, Place]:
    """Wish → where its book is, for those that are fulfilled and of which that is known. Four queries, however many."""
    offers = {wish.pk: wish.offer_id for wish in wishes if wish.state == Wish.State.AVAILABLE and wish.offer_id}
    if not offers:
        return {}
    records = BibliographicRecord.objects.filter(offer__in=offers.values()).select_related("book")
    known = {title.record.offer_id: place for title in titles_of(records) if (place := _place(title)) is not None}
    return {wish: known[offer] for wish, offer in offers.items() if offer in known}


def _place(title: Title) -> Place | None:
    record = title.record
    if record.book is not None and record.book.is_published:
        return Place(record.book.get_absolute_url(), None)
    if record.slug and title.ways and not title.is_over:
        return Place(record.get_absolute_url(), title.ways[0])
    return None
