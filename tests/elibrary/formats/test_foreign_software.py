"""What other software wrote, format by format (fixtures/SOURCES.md): a verdict a record, and the second time no change."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from elibrary.catalogue.models.offer import Offer, OfferChange

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parent / "fixtures"
# file → its format, how many records become offers, how many are refused, and what is said of which record
FILES: dict[str, tuple[str, int, int, dict[str, str]]] = {
    "bad_subfield_code.dat": ("marc", 1, 0, {"fol05731351": "Kode subruas"}),
    "kbart_thoth.tsv": ("csv", 2, 0, {}),
    "marc8.dat": ("marc", 1, 0, {}),
    "multi_isbn.dat": ("marc", 1, 0, {}),
    "onix_2_1_gitbook.xml": ("onix", 3, 1, {"lereng-3": "Angka terakhir ISBN", "lereng-4": "tidak memuat judul"}),
    "onix_3_0_onixlib.xml": ("onix", 3, 0, {"br-3": "Angka terakhir ISBN"}),
    "onix_3_1_ebookonix.xml": ("onix", 3, 0, {}),
    "opds_1_2_lib2opds.xml": ("opds1", 2, 0, {}),
    "opds_2_0.json": ("opds2", 2, 0, {}),
    "slims_export_php.csv": ("csv", 3, 1, {"Baris 5": "Kolom judul kosong"}),
    "utf8.xml": ("marc", 1, 0, {}),
    "utf8_without_leader_flag.dat": ("marc", 1, 0, {}),
    "wiki_1_1.opds": ("opds1", 2, 0, {"urn:uuid:7b595b0c-e15c-4755-bf9a-b7019f5c1dab": "memuat huruf X"}),
    "xlsxwriter.xlsx": ("xlsx", 2, 0, {}),
}


def brought_in(name: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_catalogue", str(FIXTURES / name), "--publisher", "lain", "--json", stdout=out)
    return dict(json.loads(out.getvalue().splitlines()[-1]))


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("created", "updated", "unchanged", "refused"))


@pytest.mark.parametrize("name", FILES)
def test_each_record_has_its_verdict_and_the_second_time_changes_nothing(name: str) -> None:
    form, offers, refused, said = FILES[name]
    told = brought_in(name)
    assert (told["format"], told["total"], *counts(told)) == (form, offers + refused, offers, 0, 0, refused)
    assert {problem["record"] for problem in told["problems"]} == set(said)
    assert all(any(part in one["message"] for one in told["problems"] if one["record"] == who) for who, part in said.items())
    before = list(Offer.objects.order_by("pk").values())
    assert counts(brought_in(name)) == (0, 0, offers, refused)
    assert list(Offer.objects.order_by("pk").values()) == before
    assert not OfferChange.objects.exists()


def test_every_file_is_read_and_told_of() -> None:
    there = {path.name for path in FIXTURES.iterdir() if path.is_file()} - {"SOURCES.md"}
    assert there == set(FILES)
    told = (FIXTURES / "SOURCES.md").read_text()
    assert not [name for name in there if f"| {name} |" not in told]


def test_what_their_onix_says_of_a_book() -> None:
    for name in ("onix_2_1_gitbook.xml", "onix_3_0_onixlib.xml", "onix_3_1_ebookonix.xml"):
        brought_in(name)
    offers = {offer.reference: offer for offer in Offer.objects.all()}
    kopi, cafe, free = offers["lereng-1"], offers["br-1"], offers["9786020000107-id-20240817-epub"]
    assert (kopi.title, kopi.subtitle, kopi.isbn13) == ("Kopi Lereng Ijen", "Dari kebun ke cangkir", "9786020000015")
    assert (kopi.price_idr, kopi.is_tax_included, kopi.year, kopi.page_count) == (75000, True, 2025, 128)
    assert (kopi.creators, kopi.carrier, kopi.language) == ("Siti Aminah", "digital", "ind")
    assert (cafe.title, cafe.creators, cafe.price_idr) == ("Café & Koperasi", "Siti AMINAH", 88000)
    assert (offers["br-2"].carrier, offers["br-2"].price_idr) == ("print", 120_001)
    assert (free.title, free.carrier, free.price_idr, free.price_note) == ("Koperasi & Kita", "digital", 0, "")
