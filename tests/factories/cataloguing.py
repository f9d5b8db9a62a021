"""Descriptions, authorities and items of the library's own catalogue."""

import datetime as dt
from typing import Any

import factory

from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.authorities import authority_save
from elibrary.formats.records import ProductRecord
from tests.factories.catalogue import PublisherFactory


class BibliographicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BibliographicRecord

    title = factory.Sequence(lambda n: f"Buku induk {n}")


def authority(preferred: str, *variants: str, kind: str = "subject", **more: Any) -> Authority:
    answers = {"kind": kind, "preferred": preferred, "variants": list(variants), **more}
    return authority_save(authority=Authority(), answers=answers, by=None)


def offer_of(record: ProductRecord) -> Offer:
    """An offer as an import makes it."""
    facts = facts_of(record, today=dt.date(2026, 1, 1))
    return Offer.objects.create(publisher=PublisherFactory(), record=record.as_json(), **facts)
