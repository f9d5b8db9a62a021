"""One message with every composite, followed field by field; and the same list in two releases and two kinds of tags."""

from decimal import Decimal

import pytest

from elibrary.formats.records import (
    AccessibilityFeature,
    Carrier,
    Contributor,
    Extent,
    Identifier,
    Notice,
    Price,
    ProductRecord,
    RelatedProduct,
    Subject,
    Supply,
    Territory,
    UsageConstraint,
)
from tests.elibrary.formats.onix_messages import fixture


@pytest.fixture(scope="module")
def everything() -> ProductRecord:
    record = fixture("onix-3.1-everything.xml")[0].record
    assert record is not None
    return record


def test_a_correct_message_gives_no_problems_and_knows_its_lines():
    found = fixture("onix-3.1-everything.xml")
    assert [(one.line, one.problems) for one in found] == [(10, ()), (128, ())]


def test_the_title_is_composed_of_prefix_title_and_part(everything):
    assert (everything.title, everything.subtitle) == ("Sang Koperasi Emas, Jilid 2", "Panduan UMKM & warga desa")


def test_series_and_edition_are_said_as_a_catalogue_card_says_them(everything):
    assert (everything.series, everything.edition) == ("Seri Koperasi Cerdas ; 3", "Edisi 2")


def test_identifiers_lose_their_hyphens_except_where_these_matter(everything):
    assert everything.reference == "id.padiemas.0001"
    assert everything.identifiers == (
        Identifier("doi", "10.5555/Padi-1"),
        Identifier("isbn13", "9786020312361"),
        Identifier("proprietary", "PE-0001", "SKU Padi Emas"),
    )


def test_contributors_come_in_order_and_once_a_role(everything):
    assert everything.contributors == (
        Contributor("Budi Hirata", "A01", "Hirata, Budi"),
        Contributor("Siti Aminah M.M.", "B01", "Aminah, Siti"),
        Contributor("Siti Aminah M.M.", "B06", "Aminah, Siti"),
        Contributor("Dinas Koperasi dan UKM", "A01", is_corporate=True),
        Contributor("Anonim", "A12"),
    )


def test_the_main_subject_leads_and_keywords_are_split(everything):
    assert everything.subjects == (
        Subject("thema", "KJVD", is_main=True),
        Subject("ddc", "334.0959828"),
        Subject("94", "1FMN"),
        Subject("bisac", "BUS060000", "BUSINESS & ECONOMICS / Small Business"),
        Subject("keyword", text="koperasi"),
        Subject("keyword", text="UMKM"),
        Subject("keyword", text="simpan pinjam"),
        Subject("category", text="Usaha Desa"),
    )


def test_form_extents_and_languages_of_the_text(everything):
    assert (everything.carrier, everything.product_form, everything.file_format) == (Carrier.DIGITAL, "ED", "epub")
    assert everything.extents == (Extent("00", "212", "03"), Extent("03", "xii", "03"), Extent("22", "8.4", "19"))
    assert everything.languages == ("ind", "jav")


def test_what_a_reader_may_do_and_who_can_read_it(everything):
    assert everything.constraints == (
        UsageConstraint("02", "02", "10", "04"),
        UsageConstraint("02", "02", "2", "23"),
        UsageConstraint("05", "01"),
    )
    assert everything.protection == "06"
    assert everything.extra == (("EpubLicense", "CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/"),)
    assert everything.accessibility == (
        AccessibilityFeature("11"),
        AccessibilityFeature("00", "Dapat dibaca dengan pembaca layar"),
    )


def test_the_public_description_is_plain_paragraphs_without_its_script(everything):
    assert everything.description == "Paragraf pertama tentang koperasi.\n\nBaris satu\nbaris dua."
    assert everything.cover_url == "https://padiemas.example/sampul.jpg"


def test_publisher_imprint_date_and_status(everything):
    assert (everything.publisher_name, everything.imprint) == ("Penerbit Padi Emas", "Padi Muda")
    assert (everything.publication_date, everything.publishing_status) == ("2026-11", "04")


def test_sales_rights_become_one_territory(everything):
    assert everything.sales_territory == Territory(excluded=("MY", "SG"), is_world=True)
    assert everything.sales_territory.covers("ID") is True
    assert everything.sales_territory.covers("SG") is False


def test_related_products_once_a_relation(everything):
    other = (Identifier("gtin13", "9786020312330"), Identifier("isbn13", "9786020312330"))
    assert everything.related == (
        RelatedProduct("13", (Identifier("isbn13", "9786020312347"),)),
        RelatedProduct("06", other),
        RelatedProduct("03", other),
    )


def test_every_market_and_supplier_is_a_supply_of_its_own(everything):
    library = Price(
        Decimal(250000),
        "IDR",
        "42",
        tax_percent=Decimal(11),
        is_tax_included=True,
        valid_from="2026-12-01",
        valid_until="2027-11-30",
        territory=Territory(("ID",)),
        qualifier="10",
        constraint_note="harga perpustakaan; 5 pengguna bersamaan; 12 bulan",
    )
    by_default = Price(Decimal(90000), "IDR", "42", is_tax_included=True)
    abroad = Price(Decimal("15.5"), "USD", "01", tax_percent=Decimal(0), is_tax_included=False)
    home, world = Territory(("ID", "TL")), Territory(excluded=("ID", "TL"), is_world=True)
    assert everything.supplies == (
        Supply("Gudang Padi", "20", home, (library, by_default), "2026-11-28"),
        Supply("Toko Lumbung", "40", home, (), "2026-12-01"),
        Supply("Padi Export", "21", world, (abroad,), ""),
    )


def test_a_deletion_needs_no_more_than_its_reference():
    record = fixture("onix-3.1-everything.xml")[1].record
    assert (record.reference, record.notice, record.title) == ("id.padiemas.0002", Notice.DELETE, "")


def test_short_tags_say_the_same_as_reference_names():
    assert fixture("onix-3.1-everything-short.xml") == fixture("onix-3.1-everything.xml")


def test_the_same_list_in_2_1_and_3_0_gives_equal_records():
    old, new = fixture("onix-2.1-pair.xml"), fixture("onix-3.0-pair.xml")
    assert [one.record for one in old] == [one.record for one in new]
    assert [one.problems for one in old + new] == [()] * 6


def test_a_list_in_2_1_is_read_whole():
    book, print_book, gone = [one.record for one in fixture("onix-2.1-pair.xml")]
    assert (book.title, book.file_format, book.series) == ("Di Tepi Café — Kopi & Koperasi", "epub", "Bacaan Brantas ; 7")
    assert book.sales_territory == Territory(excluded=("BN", "MY", "SG"), is_world=True)
    assert [supply.on_sale_from for supply in book.supplies] == ["2026-11-12", ""]
    assert print_book.supplies[0].prices == (Price(Decimal(0), "IDR"),)
    assert (print_book.carrier, print_book.publication_date) == (Carrier.PRINT, "2027-03")
    assert gone.notice == Notice.DELETE
