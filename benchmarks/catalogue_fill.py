"""Offers for ``catalogue.py`` to grow among: read by the catalogue's own reader, written without a report."""

from pathlib import Path

from catalogue_files import write
from django.utils import timezone

from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.models.offer import Offer
from elibrary.formats.onix.product import records
from elibrary.publishers.models import Publisher

BATCH = 2_000


def fill(*, publisher: str, offers: int, path: str) -> None:
    """Bring the number of the publisher's offers to ``offers``; the missing ones have the next numbers."""
    row, _ = Publisher.objects.get_or_create(slug=publisher, defaults={"name": publisher.title()})
    known, today = Offer.objects.filter(publisher=row, reference__startswith="U-").count(), timezone.localdate()
    for first in range(known + 1, offers + 1, BATCH):
        write("onix-3.0", Path(path), first=first, count=min(BATCH, offers + 1 - first))
        found = [one.record for one in records(path) if one.record is not None]
        Offer.objects.bulk_create(
            Offer(publisher=row, record=record.as_json(), **facts_of(record, today=today)) for record in found
        )
