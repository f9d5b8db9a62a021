"""What came of an import, in few words."""

from collections.abc import Callable
from typing import Any

from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.catalogue.selectors import Summary

Import = Callable[..., Summary]


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.created, summary.updated, summary.unchanged, summary.refused


def changes(offer: Offer) -> set[tuple[str, str, str]]:
    return set(offer.changes.values_list("field", "old", "new"))


def everything() -> tuple[Any, ...]:
    return list(Offer.objects.order_by("pk").values()), OfferChange.objects.count()
