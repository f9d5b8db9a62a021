"""The demo's publishers: three who don't exist, with a catalogue each in another format, brought in like any other."""

from typing import Any

from django.core.files.base import ContentFile

from core.imports import services as imports
from core.imports.driver import request_apply
from core.imports.models import ImportRun
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.services.command import carry_out
from elibrary.catalogue.services.imports import catalogue_upload
from elibrary.demo import catalogue_files
from elibrary.publishers.models import Publisher
from elibrary.publishers.services import publisher_save

PUBLISHERS: tuple[dict[str, Any], ...] = (
    {
        "slug": "lumbung-aksara",
        "name": "Lumbung Aksara",
        "contact": "Bagian Katalog",
        "email": "katalog@lumbung-aksara.example",
        "file": "lumbung-aksara.onix.xml",
        "make": catalogue_files.onix,
    },
    {
        "slug": "pustaka-niaga",
        "name": "Pustaka Niaga",
        "contact": "Bagian Penjualan",
        "email": "penjualan@pustaka-niaga.example",
        "profile": {"Banderol": "price"},
        "file": "pustaka-niaga.csv",
        "make": catalogue_files.csv_table,
    },
    {
        "slug": "samudra-digital",
        "name": "Samudra Digital",
        "contact": "Tim Distribusi",
        "email": "distribusi@samudra-digital.example",
        "file": "samudra-digital.opds.json",
        "make": catalogue_files.opds2,
    },
)
_OF_A_PUBLISHER = ("slug", "name", "contact", "email", "profile")


def seed_catalogues() -> list[str]:
    """Record the publishers and bring their lists in; one whose offers are all here is left alone."""
    return [f"Penawaran contoh {one['name']}: {_offers(one)}" for one in PUBLISHERS]


def _offers(one: dict[str, Any]) -> int:
    publisher = Publisher.objects.filter(slug=one["slug"]).first()
    if publisher is None:
        answers = {name: one[name] for name in _OF_A_PUBLISHER if name in one}
        publisher = publisher_save(publisher=Publisher(), answers=answers, by=None)
    offers = Offer.objects.filter(publisher=publisher)
    if offers.count() < len(catalogue_files.BOOKS[publisher.slug]):
        _import(publisher, one["file"], one["make"](catalogue_files.BOOKS[publisher.slug]))
    return offers.count()


def _import(publisher: Publisher, name: str, content: bytes) -> None:
    try:
        run = catalogue_upload(file=ContentFile(content, name=name), publisher=publisher.slug, by=None)
    except imports.AlreadyChecking as known:  # an interrupted run of the demo left it
        run = known.run
    carry_out(run)
    if run.state == ImportRun.State.CHECKED:
        request_apply(run=run, chosen=[], by=None)
        carry_out(run)
