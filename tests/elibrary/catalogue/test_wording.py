"""A record in plain words: each part, the report of what became another, the offer's screen. One ONIX message has it all."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from openpyxl import load_workbook

from core.imports.models import ImportLine
from elibrary.catalogue.labels import MARC, PARTS
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.wording.codes import NAMES
from elibrary.catalogue.wording.differences import REORDERED
from elibrary.catalogue.wording.parts import SAY
from elibrary.catalogue.wording.record import part_changed, part_lines
from elibrary.formats.extraction import record_of
from elibrary.formats.onix.codes import codes_of
from elibrary.formats.onix.product import records
from elibrary.formats.records import (
    AccessibilityFeature,
    Contributor,
    Extent,
    Identifier,
    Licence,
    Price,
    ProductRecord,
    Subject,
    Supply,
    Territory,
    UsageConstraint,
)
from tests.elibrary.catalogue.outcomes import Import
from tests.factories.catalogue import KOPI, PublisherFactory, applied, checked, priced

MESSAGE = Path(__file__).parents[1] / "formats" / "fixtures" / "onix" / "onix-3.1-everything.xml"
WITH_CODES = set(NAMES) - {5, 27}
"""Of the kinds of numbers and subjects (lists 5, 27) only some have a name: the rest are schemes of single countries."""
NAMES_IN_CODE = re.compile(r"\b(?:[a-z]+_[a-z_]+|usage|status|limit|unit|scheme|supplier|amount|kind|terms|EpubLicense)\b")


def everything() -> ProductRecord:
    record = next(records(str(MESSAGE))).record
    assert record is not None
    licence = Licence("urn:uuid:1", (("concurrency", "5"), ("checkouts", "40"), ("expires", "2027-11-30T00:00:00Z")))
    return replace(record, licences=(licence,), acquisition_url="https://padiemas.example/1", call_number="334 HIR s")


def test_every_part_has_its_words() -> None:
    assert [f"record.{part}" for part in SAY] == [name for name in PARTS if name != MARC]


@pytest.mark.parametrize("part", [name.removeprefix("record.") for name in PARTS if name != MARC])
def test_each_part_of_a_record_with_everything_is_said_in_words(part: str) -> None:
    lines = part_lines(part, everything())
    assert lines
    for line in lines:
        assert not set("{}[]") & set(line)
        assert not NAMES_IN_CODE.search(line), line
        assert "(ONIX" not in line


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("supplies", "Gudang Padi: tersedia, pasar Indonesia, Timor-Leste, dijual mulai 28 November 2026"),
        ("supplies", "Gudang Padi: harga IDR 90.000, eceran penerbit, termasuk pajak"),
        ("supplies", "Padi Export: harga USD 15,50, eceran anjuran, belum termasuk pajak, pajak 0%"),
        ("constraints", "mencetak: dibatasi, 10 halaman"),
        ("constraints", "mencetak: dibatasi, 2 kali sebulan"),
        ("constraints", "dibacakan mesin: tanpa batas"),
        ("accessibility", "ringkasan aksesibilitas: Dapat dibaca dengan pembaca layar"),
        ("licences", "lisensi urn:uuid:1: pengguna bersamaan 5, jumlah peminjaman 40, berakhir 30 November 2027"),
        ("protection", "Readium LCP"),
        ("sales_territory", "kecuali: Malaysia, Singapura"),
        ("contributors", "Siti Aminah M.M.: penerjemah, diurutkan sebagai Aminah, Siti"),
        ("related", "bentuk lain: EAN-13 9786020312330, ISBN 9786020312330"),
        ("extents", "ukuran berkas: 8,4 MB"),
        ("subjects", "Thema: KJVD, utama"),
        ("publication_date", "November 2026"),
        ("extra", "lisensi terbuka: CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/"),
    ],
)
def test_what_a_librarian_reads_of_a_part(part: str, line: str) -> None:
    assert line in part_lines(part, everything())


@pytest.mark.parametrize("number", sorted(WITH_CODES))
def test_every_code_of_a_list_has_its_name(number: int) -> None:
    assert codes_of(number) <= set(NAMES[number])


@pytest.mark.parametrize(
    ("part", "value", "line"),
    [
        ("constraints", (UsageConstraint("77", "03"),), "kode 77 (ONIX 145): dilarang"),
        ("subjects", (Subject("26", "1.572"),), "kode 26 (ONIX 27): 1.572"),
        ("contributors", (Contributor("Ani", "Q77"),), "Ani: kode Q77 (ONIX 17)"),
        (
            "sales_territory",
            Territory(("ID", "XX", "US-CA")),
            "hanya: Indonesia, kode XX (ONIX 91), wilayah US-CA (ONIX 49)",
        ),
        ("identifiers", (Identifier("36", "x"),), "kode 36 (ONIX 5): x"),
        ("accessibility", (AccessibilityFeature("", "Baik"),), "keterangan: Baik"),
        ("extents", (Extent("99", "3", "03"),), "kode 99 (ONIX 23): 3 halaman"),
        ("protection", "66", "kode 66 (ONIX 144)"),
    ],
)
def test_a_code_without_a_name_is_said_with_its_list(part: str, value: Any, line: str) -> None:
    assert part_lines(part, replace(KOPI, **{part: value})) == [line]


def test_many_countries_of_a_market_are_counted() -> None:
    market = Territory(tuple(sorted(codes_of(91))))
    [line] = part_lines("supplies", replace(KOPI, supplies=(Supply("Toko", "20", market),)))
    assert line == f"Toko: tersedia, pasar {len(codes_of(91))} negara (termasuk Indonesia)"


def test_a_price_that_changed_reads_from_one_to_the_other() -> None:
    old, new = part_changed("supplies", priced(KOPI, 90000), priced(KOPI, 95000))
    assert f"{old} → {new}" == "Distributor: harga IDR 90.000 → Distributor: harga IDR 95.000"


def test_a_changed_limit_of_a_price_is_said_beside_its_amount() -> None:
    prices = (Price(Decimal(90000), "IDR", "02", valid_until="2026-12-31"),)
    until = replace(KOPI, supplies=(replace(KOPI.supplies[0], prices=prices),))
    old, new = part_changed("supplies", priced(KOPI, 90000), until)
    assert (old, new) == ("Distributor: harga IDR 90.000", "Distributor: harga IDR 90.000, sampai 31 Desember 2026")


def test_what_has_gone_and_what_has_come_are_told_apart_from_what_stayed() -> None:
    people = (Contributor("Siti Aminah"), Contributor("Budi", "B01"))
    other = (Contributor("Siti Aminah"), Contributor("Rini", "A12"))
    old, new = (replace(KOPI, contributors=each) for each in (people, other))
    assert part_changed("contributors", old, new) == ("dihapus: Budi: editor", "ditambah: Rini: ilustrator")
    assert part_changed("contributors", KOPI, old) == ("(1 yang lain tetap)", "ditambah: Budi: editor")
    assert part_changed("contributors", old, KOPI) == ("dihapus: Budi: editor", "(1 yang lain tetap)")


def test_a_part_that_was_empty_or_is_now_is_said_as_it_is() -> None:
    print_only = replace(KOPI, constraints=(UsageConstraint("02", "03"),))
    assert part_changed("constraints", KOPI, print_only) == ("", "mencetak: dilarang")
    assert part_changed("constraints", print_only, KOPI) == ("mencetak: dilarang", "")


def test_another_order_is_no_list_of_everything() -> None:
    people = (Contributor("Siti Aminah"), Contributor("Budi", "B01"))
    old, new = replace(KOPI, contributors=people), replace(KOPI, contributors=people[::-1])
    assert part_changed("contributors", old, new) == (REORDERED, REORDERED)


@pytest.mark.django_db
def test_report_history_and_the_publishers_workbook_say_it_alike(bring: Import, run_jobs: Callable[[], None]) -> None:
    PublisherFactory(slug="balai-pustaka", email="katalog@balai.example")
    bring(priced(KOPI, 90000))
    run_jobs()
    bring(replace(priced(KOPI, 95000), constraints=(UsageConstraint("02", "02", "10", "04"),)))
    run_jobs()
    told = {
        ("Distributor: harga IDR 90.000", "Distributor: harga IDR 95.000"),
        ("", "mencetak: dibatasi, 10 halaman"),
    }
    history = Offer.objects.get().changes.filter(field__startswith="record.")
    assert set(history.values_list("old", "new")) == told
    assert told <= set(ImportLine.objects.filter(verdict="changed").values_list("before", "after"))
    [(_, workbook, _)] = mail.outbox[-1].attachments
    rows = list(load_workbook(BytesIO(workbook)).active.iter_rows(min_row=2, values_only=True))
    assert told <= {(row[3] or "", row[4]) for row in rows}


@pytest.mark.django_db
def test_the_offer_shows_all_that_the_catalogue_says(librarian_client: Client) -> None:
    applied(checked(MESSAGE.read_bytes(), publisher="padi-emas"))
    page = unescape(librarian_client.get(f"/admin/penawaran/inspect/{Offer.objects.get().pk}/").text)
    record = record_of(Offer.objects.get().record)
    for part in SAY:
        for line in part_lines(part, record):
            assert f"<li>{line}</li>" in page
    assert "<summary>Tampilkan" not in page


@pytest.mark.django_db
def test_a_long_part_is_folded_and_an_offer_without_a_record_has_none(librarian_client: Client, bring: Import) -> None:
    bring(replace(KOPI, subjects=tuple(Subject("keyword", text=f"kata {number}") for number in range(40))))
    address = f"/admin/penawaran/inspect/{Offer.objects.get().pk}/"
    page = librarian_client.get(address).text
    assert "<summary>Tampilkan subjek dan kodenya (40 baris)</summary>" in page
    assert page.count("<summary>Tampilkan") == 1
    Offer.objects.update(record={})
    assert "Selengkapnya menurut katalog" not in librarian_client.get(address).text
