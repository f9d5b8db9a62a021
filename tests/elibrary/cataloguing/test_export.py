"""Descriptions, offers and books on their way out, in every form."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pymarc import MARCReader, parse_xml_to_array

from core.audit.models import AuditEntry
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import MarcRecord, Offer
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accessions_assign
from elibrary.cataloguing.services.bibliographic import record_for_offer, record_save
from elibrary.cataloguing.services.export import FORMATS, DoesNotFit, catalogue_export
from elibrary.formats.records import Subject
from tests.factories.catalogue import KOPI
from tests.factories.cataloguing import BibliographicFactory, offer_of
from tests.factories.elibrary import BookFactory

pytestmark = pytest.mark.django_db


def sent(model: Any, format: str) -> bytes:
    with catalogue_export(rows=model.objects.order_by("pk"), format=format, by=None) as file:
        return file.read()


def described(**more: Any) -> BibliographicRecord:
    answers = {
        "title": "Bumi manusia",
        "subtitle": "sebuah novel",
        "ddc": "899.2213",
        "creators": ["Toer, Pramoedya Ananta", "Dinas Koperasi"],
        "subjects": ["Fiksi"],
        "isbn_issn": "9789799731234",
        "place": "Jakarta",
        "publisher_name": "Hasta Mitra",
        "published": "1980",
        "language": "Indonesia",
        **more,
    }
    return record_save(record=BibliographicRecord(), answers=answers, by=None)


@pytest.mark.parametrize("format", ["marc", "marcxml"])
def test_a_description_becomes_a_record_of_indomarc(format: str) -> None:
    (item,) = accessions_assign(record=described(), count=1, by=None)
    data = sent(BibliographicRecord, format)
    (record,) = MARCReader(data) if format == "marc" else parse_xml_to_array(io.BytesIO(data))
    assert record["245"].value() == "Bumi manusia : sebuah novel"
    assert (record["100"]["a"], record["710"]["a"], record["650"]["a"]) == (
        "Toer, Pramoedya Ananta",
        "Dinas Koperasi",
        "Fiksi",
    )
    assert (record["082"]["a"], record["090"]["a"], record["990"]["a"]) == ("899.2213", "899.2213 TOE b", item.number)
    assert (record["008"].data[35:38], record["008"].data[7:11], len(record["008"].data)) == ("ind", "1980", 40)
    assert record["264"].value() == "Jakarta Hasta Mitra 1980"


def test_a_kept_record_goes_out_with_what_the_library_added() -> None:
    offer = offer_of(replace(KOPI, subjects=(Subject("ddc", code="633.73"),)))
    fields = [
        ["001", "K-1"],
        ["245", "00", [["a", "Kopi Lereng Ijen"]]],
        ["990", "  ", [["a", "LAMA-1"]]],
        ["999", "  ", [["x", "lokal"]]],
    ]
    MarcRecord.objects.create(offer=offer, leader="00000nam a2200000   4500", fields=fields)
    accessions_assign(record=record_for_offer(offer=offer, by=None), count=1, by=None)
    for model in (Offer, BibliographicRecord):
        (record,) = MARCReader(sent(model, "marc"))
        assert next(field["a"] for field in record.get_fields("990")) == "LAMA-1"
        assert len(record.get_fields("990")) == 2
        assert (record["999"]["x"], record["082"]["a"]) == ("lokal", "633.73")


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_offers_and_books_without_a_description_go_out_too(format: str) -> None:
    offer_of(KOPI)
    BookFactory(title="Buku pembaca", creators="Siti; Budi")
    assert AuditEntry.objects.count() == 0
    for model in (Offer, Book):
        assert sent(model, format)
    entries = AuditEntry.objects.filter(action="elibrary.catalogue.exported").order_by("pk")
    assert [(one.subject_kind, one.after) for one in entries] == [
        ("elibrary.offer", {"format": format, "rows": 1}),
        ("elibrary.book", {"format": format, "rows": 1}),
    ]


def test_a_spreadsheet_has_a_row_for_each() -> None:
    described()
    rows = list(load_workbook(io.BytesIO(sent(BibliographicRecord, "buku"))).active.iter_rows(values_only=True))
    assert rows[1][0] == "Bumi manusia : sebuah novel"
    assert rows[1][rows[0].index("Pengarang")] == "Toer, Pramoedya Ananta; Dinas Koperasi"


def test_what_is_too_long_for_iso_2709_is_told_before_anything_is_sent() -> None:
    described(notes="x" * 12_000)
    with pytest.raises(DoesNotFit) as refusal:
        sent(BibliographicRecord, "marc")
    assert (refusal.value.titles, refusal.value.count) == (["Bumi manusia"], 1)
    assert b"x" * 12_000 in sent(BibliographicRecord, "marcxml")
    assert AuditEntry.objects.filter(action="elibrary.catalogue.exported").count() == 1


def test_an_export_costs_the_same_for_any_number_of_rows(queries: Any) -> None:
    spent = []
    for _ in range(2):
        for _ in range(5):
            described()
            BibliographicFactory(offer=offer_of(KOPI))
            BookFactory()
        for model in (BibliographicRecord, Offer, Book):
            with queries:
                sent(model, "marc")
            spent.append(len(queries))
    assert spent[:3] == spent[3:]
