"""The library's description of an edition: begun from an offer or a book, classed, found under its headings."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.audit.models import AuditEntry
from elibrary.cataloguing.ddc import NotDdc
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_book, record_for_offer, record_save
from elibrary.formats.records import Contributor, Subject
from tests.factories.catalogue import KOPI
from tests.factories.cataloguing import BibliographicFactory, authority, offer_of
from tests.factories.elibrary import BookFactory

pytestmark = pytest.mark.django_db


def saved(record: BibliographicRecord | None = None, **answers: Any) -> BibliographicRecord:
    return record_save(record=record or BibliographicRecord(), answers=answers, by=None)


def test_a_call_number_is_made_and_made_again_until_staff_write_their_own() -> None:
    record = saved(title="Bumi manusia", ddc="899.221/3", creators=["Toer, Pramoedya Ananta"])
    assert (record.ddc, record.call_number, record.is_call_number_own) == ("899.2213", "899.2213 TOE b", False)
    record = saved(record, title="Jejak langkah")
    assert record.call_number == "899.2213 TOE j"
    record = saved(record, call_number="R 899 TOE")
    record = saved(record, title="Rumah kaca")
    assert (record.call_number, record.is_call_number_own) == ("R 899 TOE", True)
    record = saved(record, call_number="")
    assert (record.call_number, record.is_call_number_own) == ("899.2213 TOE r", False)


def test_a_number_that_is_no_ddc_stays_out_in_code_and_in_the_database() -> None:
    with pytest.raises(NotDdc):
        saved(title="x", ddc="NONE")
    for wrong in ("NONE", "33", "338.", "2X"):
        with pytest.raises(IntegrityError), transaction.atomic():
            BibliographicFactory(ddc=wrong)
    BibliographicFactory(ddc="2X7.3")


def test_a_heading_that_is_a_variant_leads_to_the_preferred_form() -> None:
    umkm = authority("Usaha kecil", "UMKM")
    record = saved(title="Buku", subjects=["umkm", "Kopi", "UMKM"])
    assert [one.authority.preferred for one in record.uses.order_by("position")] == ["Usaha kecil", "Kopi"]
    assert umkm.records.get() == record
    before = AuditEntry.objects.count()
    saved(record, subjects=["Usaha kecil", "kopi"])
    assert AuditEntry.objects.count() == before


def test_an_office_is_recorded_as_a_corporate_body() -> None:
    record = saved(title="Laporan", creators=["Dinas Koperasi dan UKM", "Siti Aminah"])
    assert [one.authority.kind for one in record.uses.order_by("position")] == ["corporate", "person"]


def test_the_description_of_an_offer_is_begun_with_what_the_catalogue_says() -> None:
    said = replace(
        KOPI,
        subjects=(Subject("ddc", code="633.73"), Subject("keyword", text="Kopi"), Subject("bisac", code="TEC003000")),
        contributors=(Contributor("Siti Aminah"), Contributor("Budi")),
        extra=(("Kota terbit", "Malang"),),
    )
    offer = offer_of(said)
    record = record_for_offer(offer=offer, by=None)
    assert (record.title, record.isbn_issn, record.language) == ("Kopi Lereng Ijen", "9786020000015", "Indonesia")
    assert (record.ddc, record.call_number, record.place) == ("633.73", "633.73 AMI k", "Malang")
    assert [one.authority.preferred for one in record.uses.all()] == ["Siti Aminah", "Budi", "Kopi"]
    assert record_for_offer(offer=offer, by=None) == record
    assert AuditEntry.objects.filter(action="elibrary.bibliographic.created").count() == 1


def test_the_description_of_a_book_is_begun_with_its_record() -> None:
    book = BookFactory(title="Kopi", creators="Siti; Budi", year=2020, publisher_name="Gramedia")
    record = record_for_book(book=book, by=None)
    assert (record.title, record.published, record.publisher_name) == ("Kopi", "2020", "Gramedia")
    assert record.uses.count() == 2
    assert record_for_book(book=book, by=None) == record
