"""A catalogue becomes offers: new, changed by the field, unchanged, refused; and a second time nothing happens."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.audit.models import AuditEntry
from core.imports.models import ImportLine, ImportRun
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.selectors import catalogue_summary, corrections_of
from elibrary.catalogue.services.offers import offer_correct
from elibrary.formats.records import Contributor, Extracted, Identifier, Notice, Price, Problem, ProductRecord
from elibrary.publishers.models import Publisher
from tests.elibrary.catalogue.outcomes import Import, changes, counts, everything
from tests.factories.catalogue import KOPI, PublisherFactory, Reader, applied, book, checked, priced

pytestmark = pytest.mark.django_db


def test_a_record_becomes_an_offer_with_all_that_the_catalogue_said(bring: Import) -> None:
    assert counts(bring(KOPI)) == (1, 0, 0, 0)
    offer = Offer.objects.get()
    assert (offer.publisher.slug, offer.publisher.name) == ("balai-pustaka", "Balai Pustaka")
    assert (offer.reference, offer.isbn13, offer.title) == ("K-1", "9786020000015", "Kopi Lereng Ijen")
    assert (offer.creators, offer.carrier, offer.file_format, offer.language) == ("Siti Aminah", "digital", "epub", "ind")
    assert (offer.price_idr, offer.is_tax_included, offer.available_in_indonesia) == (75000, True, True)
    assert offer.record == KOPI.as_json()
    assert offer.first_run == offer.last_run == ImportRun.objects.get()


def test_a_price_with_dates_and_a_record_kept_before_prices_had_buyers_change_no_row(bring: Import) -> None:
    prices = (
        Price(Decimal(75000), "IDR", "02"),
        Price(Decimal(90000), "IDR", "02", valid_from="2999", qualifier="10"),
        Price(Decimal(60000), "IDR", "02", valid_until="2020"),
    )
    dated = replace(KOPI, supplies=(replace(KOPI.supplies[0], prices=prices),))
    bring(dated, book(1))
    before = everything()
    assert counts(bring(dated, book(1))) == (0, 0, 2, 0)
    assert everything() == before
    older = Offer.objects.get(reference="R-1")
    for price in older.record["supplies"][0]["prices"]:
        del price["qualifier"]
    older.save()
    assert counts(bring(dated, book(1))) == (0, 0, 2, 0)


def test_every_changed_field_keeps_old_new_and_run(bring: Import) -> None:
    bring(KOPI, book(1))
    newer = priced(replace(KOPI, title="Kopi Lereng Ijen Baru", protection="02"), 80000)
    assert counts(bring(newer, book(1))) == (0, 1, 1, 0)
    offer = Offer.objects.get(reference="K-1")
    found = {(field, old, new) for field, old, new in changes(offer) if field != "record.supplies"}
    assert found == {
        ("title", "Kopi Lereng Ijen", "Kopi Lereng Ijen Baru"),
        ("price_idr", "Rp75.000", "Rp80.000"),
        ("record.protection", "", "tanda air digital"),
    }
    assert set(offer.changes.values_list("run", flat=True)) == {offer.last_run_id}
    assert offer.first_run_id != offer.last_run_id


def test_the_report_has_a_line_a_record_and_a_field_before_anything_is_written(reader: Reader, bring: Import) -> None:
    bring(KOPI)
    bad = Extracted(9, None, (Problem(9, "X-1", "Judul tidak ada.", "Isi judulnya.", is_refusal=True),))
    odd = Extracted(10, book(2), (Problem(10, "R-2", "Kode 99 tidak dikenal."),))
    run = checked(reader.file_of([replace(KOPI, edition="2"), book(1), bad, odd]), publisher="balai-pustaka")
    lines = list(run.lines.values_list("subject", "part", "verdict", "message"))
    assert lines == [
        ("Baris 2: Kopi Lereng Ijen (K-1)", "Edisi", "changed", ""),
        ("Baris 3: Judul ke 1 saja (R-1)", "Penawaran", "new", ""),
        ("Baris 9: (X-1)", "Rekaman", "problem", "Judul tidak ada."),
        ("Baris 10: Judul ke 2 saja (R-2)", "Penawaran", "new", ""),
        ("Baris 10: Judul ke 2 saja (R-2)", "Rekaman", "note", "Kode 99 tidak dikenal."),
    ]
    assert Offer.objects.count() == 1
    summary = catalogue_summary(run, with_problems=True)
    assert counts(summary) == (2, 1, 0, 1)
    assert summary.problems == [
        {"line": 9, "record": "X-1", "message": "Judul tidak ada. Isi judulnya."},
        {"line": 10, "record": "R-2", "message": "Kode 99 tidak dikenal."},
    ]


def test_a_correction_by_staff_is_kept_and_shown_as_a_difference(bring: Import, librarian: Any) -> None:
    bring(KOPI)
    offer = offer_correct(offer=Offer.objects.get(), answers={"title": "Kopi dari Ijen", "price_idr": 75000}, by=librarian)
    assert offer.corrected == ["title"]
    assert counts(bring(KOPI)) == (0, 0, 1, 0)
    lines = ImportRun.objects.latest("created_at").lines.filter(verdict="note")
    assert [(line.part, line.before, line.after) for line in lines] == [("Judul", "Kopi dari Ijen", "Kopi Lereng Ijen")]
    assert counts(bring(replace(KOPI, title="Kopi Ijen", edition="2"))) == (0, 1, 0, 0)
    offer.refresh_from_db()
    assert (offer.title, offer.edition) == ("Kopi dari Ijen", "2")
    kept = offer.changes.get(is_kept=True)
    assert (kept.field, kept.old, kept.new) == ("title", "Kopi Lereng Ijen", "Kopi Ijen")
    assert [(one.label, one.ours, one.theirs) for one in corrections_of(offer)] == [("judul", "Kopi dari Ijen", "Kopi Ijen")]
    before = everything()
    bring(replace(KOPI, title="Kopi Ijen", edition="2"))
    assert everything() == before


def test_a_wrong_isbn_is_corrected_and_the_catalogues_own_number_still_finds_the_offer(
    bring: Import, librarian: Any
) -> None:
    bring(KOPI, book(1))
    offer = offer_correct(offer=Offer.objects.get(reference="K-1"), answers={"isbn13": "9786020332956"}, by=librarian)
    assert offer.corrected == ["isbn13"]
    assert counts(bring(KOPI, book(1))) == (0, 0, 2, 0)
    renumbered = replace(KOPI, reference="K-2026-1")
    assert counts(bring(renumbered, book(1))) == (0, 1, 1, 0), "found by the number that the catalogue goes on to print"
    offer.refresh_from_db()
    assert (offer.reference, offer.isbn13, Offer.objects.count()) == ("K-2026-1", "9786020332956", 2)
    right = replace(renumbered, identifiers=(Identifier("isbn13", "9786020332956"),))
    assert counts(bring(right)) == (0, 1, 0, 0)
    assert Offer.objects.count() == 2


def test_a_correction_is_given_up_by_writing_what_the_catalogue_says(bring: Import, librarian: Any) -> None:
    bring(KOPI)
    offer = offer_correct(offer=Offer.objects.get(), answers={"title": "Salah ketik"}, by=librarian)
    offer = offer_correct(offer=offer, answers={"title": "Kopi Lereng Ijen"}, by=librarian)
    assert (offer.corrected, corrections_of(offer)) == ([], [])
    bring(replace(KOPI, title="Kopi Ijen"))
    offer.refresh_from_db()
    assert offer.title == "Kopi Ijen"
    authors = offer.changes.filter(run=None).values_list("author", flat=True)
    assert list(authors) == [librarian.pk, librarian.pk]


def test_a_notice_of_deletion_withdraws_and_a_new_offer_brings_back(bring: Import) -> None:
    bring(KOPI)
    gone = ProductRecord("K-1", "", notice=Notice.DELETE)
    assert counts(bring(gone)) == (0, 1, 0, 0)
    offer = Offer.objects.get()
    assert (offer.is_withdrawn, offer.title) == (True, "Kopi Lereng Ijen")
    assert counts(bring(gone)) == (0, 0, 1, 0)
    assert counts(bring(KOPI)) == (0, 1, 0, 0)
    offer.refresh_from_db()
    assert not offer.is_withdrawn


def test_a_notice_of_deletion_for_what_was_never_here_is_told(bring: Import) -> None:
    summary = bring(ProductRecord("K-1", "", notice=Notice.DELETE))
    assert counts(summary) == (0, 0, 1, 0)
    assert "tidak ada di sini" in summary.problems[0]["message"]


def test_a_reference_given_twice_counts_once_and_the_last_one_holds(bring: Import) -> None:
    first, last = replace(KOPI, title="Lama"), replace(KOPI, title="Baru")
    assert counts(bring(first, last)) == (1, 0, 0, 1)
    assert Offer.objects.get().title == "Baru"
    assert counts(bring(first, last)) == (0, 0, 1, 1)


@pytest.mark.parametrize(
    "record",
    [
        replace(KOPI, title=""),
        replace(KOPI, reference="", identifiers=()),
        replace(KOPI, reference="x" * 201),
    ],
)
def test_a_record_that_can_not_be_kept_stops_no_other(bring: Import, record: ProductRecord) -> None:
    assert counts(bring(record, book(1))) == (1, 0, 0, 1)


def test_a_record_that_says_only_what_changed_leaves_the_rest(bring: Import) -> None:
    bring(KOPI)
    update = ProductRecord("K-1", "", is_partial=True, supplies=priced(KOPI, 90000).supplies)
    assert counts(bring(update)) == (0, 1, 0, 0)
    offer = Offer.objects.get()
    assert (offer.title, offer.price_idr, offer.creators) == ("Kopi Lereng Ijen", 90000, "Siti Aminah")
    assert counts(bring(update)) == (0, 0, 1, 0)
    unknown = bring(replace(update, reference="K-7"))
    assert (counts(unknown), "belum ada" in unknown.problems[0]["message"]) == ((0, 0, 0, 1), True)


def test_two_publishers_may_use_the_same_reference_and_isbn(bring: Import) -> None:
    bring(KOPI)
    assert counts(bring(KOPI, publisher="penerbit-lain")) == (1, 0, 0, 0)
    assert Publisher.objects.count() == 2


def test_a_run_is_one_audit_row_when_it_is_applied(bring: Import) -> None:
    PublisherFactory(slug="balai-pustaka")
    bring(KOPI, *map(book, range(5)))
    assert AuditEntry.objects.filter(action="core.import.applied").count() == 1
    assert not AuditEntry.objects.filter(subject_kind="elibrary.offer").exists()


def test_what_somebody_else_imported_between_check_and_apply_is_decided_again(reader: Reader, bring: Import) -> None:
    run = checked(reader.file_of([KOPI, book(1)]), publisher="balai-pustaka")
    bring(KOPI)
    assert counts(catalogue_summary(applied(run))) == (1, 0, 1, 0)
    outcomes = dict(run.lines.values_list("subject", "outcome"))
    assert outcomes["Baris 2: Kopi Lereng Ijen (K-1)"] == ImportLine.Outcome.UNCHANGED


def test_a_batch_costs_the_same_number_of_queries_for_any_number_of_records(reader: Reader, queries: Any) -> None:
    PublisherFactory(slug="balai-pustaka")
    spent = []
    for start, size in ((0, 2), (10, 20)):
        run = checked(reader.file_of(map(book, range(start, start + size))), publisher="balai-pustaka")
        with queries:
            applied(run)
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_contributors_keep_their_roles_in_the_record(bring: Import) -> None:
    people = (Contributor("Siti Aminah"), Contributor("Budi", "B06"))
    bring(replace(KOPI, contributors=people))
    offer = Offer.objects.get()
    assert offer.creators == "Siti Aminah; Budi"
    assert offer.record["contributors"][1]["role"] == "B06"
