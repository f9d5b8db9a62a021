"""One ONIX message with every composite, followed field by field through the import to its offer; and its short-tag twin."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from elibrary.catalogue.facts import facts_of
from elibrary.catalogue.models.offer import Offer
from elibrary.formats.extraction import record_of
from tests.factories.catalogue import applied, checked

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures" / "onix"
REFERENCE = "id.padiemas.0001"
COLUMNS = {
    "reference": REFERENCE,
    "isbn13": "9786020312361",
    "related_isbns": "9786020312347 9786020312330",
    "carrier": "digital",
    "title": "Sang Koperasi Emas, Jilid 2",
    "subtitle": "Panduan UMKM & warga desa",
    "series": "Seri Koperasi Cerdas ; 3",
    "edition": "Edisi 2",
    "imprint": "Padi Muda",
    "language": "ind jav",
    "year": 2026,
    "page_count": 212,
    "cover_url": "https://padiemas.example/sampul.jpg",
    "available_in_indonesia": True,
    "is_withdrawn": False,
}


def brought_in(name: str) -> Offer:
    applied(checked((FIXTURES / name).read_bytes(), publisher="padi-emas"))
    return Offer.objects.get(reference=REFERENCE)


@pytest.fixture
def offer() -> Offer:
    return brought_in("onix-3.1-everything.xml")


def part(offer: Offer, name: str, *keys: str) -> list[Any]:
    """What the kept record says of a repeated composite, of each only ``keys``."""
    return [tuple(one[key] for key in keys) for one in offer.record[name]]


@pytest.mark.parametrize("field", COLUMNS)
def test_a_field_reaches_its_column(offer: Offer, field: str) -> None:
    assert getattr(offer, field) == COLUMNS[field]


def test_people_with_their_roles(offer: Offer) -> None:
    assert offer.creators.split("; ")[:2] == ["Budi Hirata", "Siti Aminah M.M."]
    assert ("Dinas Koperasi dan UKM", "A01", True) in part(offer, "contributors", "name", "role", "is_corporate")
    roles = {role for name, role in part(offer, "contributors", "name", "role") if name.startswith("Siti Aminah")}
    assert roles == {"B01", "B06"}


def test_subjects_of_every_scheme(offer: Offer) -> None:
    codes = {(scheme, code) for scheme, code in part(offer, "subjects", "scheme", "code") if code}
    assert {("thema", "KJVD"), ("94", "1FMN"), ("bisac", "BUS060000"), ("ddc", "334.0959828")} <= codes
    for words in ("koperasi", "simpan pinjam", "Usaha Desa"):
        assert words in offer.subjects


def test_the_text_comes_without_its_script(offer: Offer) -> None:
    assert offer.description.startswith("Paragraf pertama tentang koperasi.")
    assert "curi" not in offer.description
    assert "potongan" not in offer.description


def test_the_price_of_today_with_its_tax_dates_and_constraint(offer: Offer) -> None:
    prices = [price for supply in offer.record["supplies"] for price in supply["prices"]]
    [dated] = [price for price in prices if price["amount"] == "250000"]
    assert (dated["currency"], dated["tax_percent"]) == ("IDR", "11")
    assert (dated["valid_from"], dated["valid_until"]) == ("2026-12-01", "2027-11-30")
    assert dated["territory"]["included"] == ["ID"]
    assert dated["constraint_note"]
    record = record_of(offer.record)
    by_day = {day: facts_of(record, today=day)["price_idr"] for day in (date(2026, 12, 2), date(2028, 1, 1))}
    assert by_day == {date(2026, 12, 2): 250000, date(2028, 1, 1): 90000}
    later = facts_of(record, today=date(2028, 1, 1))["price_note"]
    assert later.startswith("IDR 250000 (harga perpustakaan;")
    assert later.endswith("; mulai 2026-12-01; sampai 2027-11-30)")


def test_every_supply_market_and_date(offer: Offer) -> None:
    supplies = [(one["supplier"], one["availability"]) for one in offer.record["supplies"]]
    assert supplies == [("Gudang Padi", "20"), ("Toko Lumbung", "40"), ("Padi Export", "21")]
    markets = [one["market"] for one in offer.record["supplies"]]
    assert markets[0]["included"] == ["ID", "TL"]
    assert (markets[2]["is_world"], markets[2]["excluded"]) == (True, ["ID", "TL"])
    assert (offer.record["publication_date"], offer.record["publishing_status"]) == ("2026-11", "04")


def test_rights_use_and_access(offer: Offer) -> None:
    rights = offer.record["sales_territory"]
    assert (rights["is_world"], rights["excluded"]) == (True, ["MY", "SG"])
    assert {("02", "02"), ("05", "01")} <= set(part(offer, "constraints", "usage", "status"))
    assert ("10", "04") in part(offer, "constraints", "limit", "unit")
    assert offer.record["protection"] == "06"
    assert part(offer, "accessibility", "code", "text")[-1] == ("00", "Dapat dibaca dengan pembaca layar")
    assert offer.record["extra"] == [["EpubLicense", "CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/"]]


def test_sizes_and_relations(offer: Offer) -> None:
    assert set(part(offer, "extents", "kind", "value", "unit")) >= {("00", "212", "03"), ("22", "8.4", "19")}
    assert {relation for (relation,) in part(offer, "related", "relation")} == {"13", "06", "03"}


def test_the_withdrawn_product_of_the_message_makes_no_offer(offer: Offer) -> None:
    assert Offer.objects.count() == 1


def test_short_tags_end_as_the_same_offer_and_change_nothing_afterwards(offer: Offer) -> None:
    twin = brought_in("onix-3.1-everything-short.xml")
    assert (twin.pk, twin.record, twin.changes.count()) == (offer.pk, offer.record, 0)
