"""Corrections of an offer by staff. A later catalogue doesn't overwrite them."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.labels import display_value
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.formats.extraction import record_of

CORRECTABLE = (
    "isbn13",
    "title",
    "subtitle",
    "creators",
    "language",
    "carrier",
    "file_format",
    "year",
    "page_count",
    "description",
    "price_idr",
    "available_in_indonesia",
)


@transaction.atomic
def offer_correct(*, offer: Offer, answers: Mapping[str, object], by: AbstractBaseUser) -> Offer:
    """Put ``answers`` into the columns. A field equal to the catalogue's value is no longer a correction."""
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    changed = {name: answers[name] for name in CORRECTABLE if name in answers and getattr(offer, name) != answers[name]}
    if not changed:
        audit_log.log_unchanged(actor=by, subject=offer)
        return offer
    OfferChange.objects.bulk_create(
        OfferChange(
            offer=offer,
            field=name,
            old=display_value(name, getattr(offer, name)),
            new=display_value(name, value),
            author_id=by.pk,
        )
        for name, value in changed.items()
    )
    for name, value in changed.items():
        setattr(offer, name, value)
    said = facts_of(record_of(offer.record), today=timezone.localdate())
    touched = set(offer.corrected) | set(changed)
    offer.corrected = [name for name in CORRECTABLE if name in touched and getattr(offer, name) != said[name]]
    offer.save(update_fields=[*changed, "corrected", "changed_at"])
    after = {"fields": sorted(changed)}
    audit_log.record(actor=by, action="elibrary.offer.corrected", subject=offer, after=after, log=True)
    return offer
