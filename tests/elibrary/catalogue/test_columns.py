"""Columns of a catalogue: shown with samples, corrected by staff, kept with the publisher, and the file is read again."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from core.audit.models import AuditEntry
from core.imports.models import ImportRun
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.services.imports import catalogue_upload
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import PublisherFactory, applied, checked, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

DESK = "/admin/impor-katalog/"
KNOWN = "Judul;Penulis;Banderol;ISBN\nKoperasi Desa;Siti;45.000;9786020332956\nPasar Pagi;Budi;50.000;\n"
UNKNOWN = "Nama Barang;Oleh;Banderol\nKoperasi Desa;Siti;45.000\nPasar Pagi;Budi;50.000\n"


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(slug="niaga", name="Pustaka Niaga")


def sent(text: str) -> ImportRun:
    return checked(text.encode(), publisher="niaga")


def columns_of(run: ImportRun) -> dict[str, str]:
    return {column["heading"]: column["field"] for column in run.options["columns"]}


def answered(librarian_client: Client, run: ImportRun, *fields: str) -> Any:
    return librarian_client.post(f"{DESK}kolom/{run.pk}/", {f"kolom-{at}": field for at, field in enumerate(fields)})


def test_the_dry_run_shows_each_heading_what_it_was_taken_for_and_samples(
    librarian_client: Client, publisher: Publisher
) -> None:
    run = sent(KNOWN)
    page = librarian_client.get(f"{DESK}inspect/{run.pk}/").text
    assert columns_of(run) == {"Judul": "title", "Penulis": "authors", "Banderol": "", "ISBN": "isbn"}
    assert run.options["columns"][0]["samples"] == ["Koperasi Desa", "Pasar Pagi"]
    for words in ("Kolom berkas ini: 1 belum dikenal", "Banderol", "Contoh: 45.000 · 50.000", "Simpan kolom dan baca ulang"):
        assert words in page


def test_the_unit_of_a_price_stands_beside_its_column(librarian_client: Client, publisher: Publisher) -> None:
    run = sent("Judul;Harga (USD, ribuan)\nKopi;12\n")
    page = librarian_client.get(f"{DESK}inspect/{run.pk}/").text
    assert '<span class="w-status">USD, dalam ribuan</span>' in page


def test_a_corrected_column_is_kept_with_the_publisher_and_the_file_is_read_again(
    librarian_client: Client, publisher: Publisher
) -> None:
    run = sent(KNOWN)
    answer = answered(librarian_client, run, "title", "authors", "price", "isbn")
    assert answer["Location"] == f"{DESK}inspect/{run.pk}/"
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKING
    work()
    run.refresh_from_db()
    publisher.refresh_from_db()
    assert publisher.profile == {"Banderol": "price"}
    assert columns_of(run)["Banderol"] == "price"
    assert not Offer.objects.exists()
    applied(run)
    assert Offer.objects.get(title="Pasar Pagi").price_idr == 50000
    assert Offer.objects.get(title="Koperasi Desa").creators == "Siti"
    actions = AuditEntry.objects.filter(action__in=["core.import.check_requested", "elibrary.publisher.changed"])
    assert actions.count() == 2
    later = sent(KNOWN.replace("45.000", "47.000"))
    assert columns_of(later)["Banderol"] == "price"


def test_headings_that_nobody_knows_are_mapped_on_the_screen_that_refuses_them(
    librarian_client: Client, publisher: Publisher
) -> None:
    run = sent(UNKNOWN)
    assert run.state == ImportRun.State.REFUSED
    page = librarian_client.get(f"{DESK}inspect/{run.pk}/").text
    assert "3 belum dikenal" in page
    assert "Koperasi Desa" in page
    answered(librarian_client, run, "title", "authors", "price")
    work()
    run.refresh_from_db()
    assert (run.state, run.lines.filter(verdict="new").count()) == (ImportRun.State.CHECKED, 2)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (("title", "authors", "title", "isbn"), "“Judul” sudah diambil dari kolom “Judul”. Pilih satu kolom saja."),
        (("", "authors", "price", "isbn"), "Pilih kolom yang berisi judul buku."),
        (("title", "", "-", ""), "Pilih paling sedikit satu kolom lain selain judul."),
        (("title", "authors", "harga!", "isbn"), "Masukkan pilihan yang valid"),
    ],
    ids=["twice", "no title", "only a title", "no field"],
)
def test_columns_that_can_not_be_are_told_and_the_answers_stay(
    librarian_client: Client, publisher: Publisher, fields: tuple[str, ...], sentence: str
) -> None:
    run = sent(KNOWN)
    page = answered(librarian_client, run, *fields)
    assert page.status_code == 200
    assert sentence in page.text
    assert "Kesalahan: kolom belum disimpan." in page.text
    assert page.context["columns_form"]["kolom-1"].value() == fields[1]
    publisher.refresh_from_db()
    run.refresh_from_db()
    assert (publisher.profile, run.state) == ({}, ImportRun.State.CHECKED)


def test_a_second_tap_finds_the_file_being_read(librarian_client: Client, publisher: Publisher) -> None:
    run = sent(KNOWN)
    for _ in range(2):
        assert answered(librarian_client, run, "title", "authors", "price", "isbn").status_code == 302
    assert AuditEntry.objects.filter(action="core.import.check_requested").count() == 1


def test_authors_may_stand_in_several_columns_and_a_price_in_one(librarian_client: Client, publisher: Publisher) -> None:
    run = sent("Judul;Penulis 1;Penulis 2;ISBN\nKoperasi Desa;Siti Aminah;Budi Santoso;9786020332956\n")
    answered(librarian_client, run, "title", "authors", "authors", "isbn")
    work()
    run.refresh_from_db()
    applied(run)
    assert Offer.objects.get().creators == "Siti Aminah; Budi Santoso"


def test_what_was_applied_keeps_its_columns(librarian_client: Client, publisher: Publisher) -> None:
    run = applied(sent(KNOWN))
    assert "Simpan kolom" not in librarian_client.get(f"{DESK}inspect/{run.pk}/").text
    answered(librarian_client, run, "title", "", "price", "isbn")
    publisher.refresh_from_db()
    assert publisher.profile == {}


def test_a_workbook_has_columns_and_other_formats_have_none(librarian_client: Client, publisher: Publisher) -> None:
    workbook = Workbook()
    for row in (["DAFTAR BUKU 2026"], ["Judul", "Penulis", "Banderol"], ["Koperasi Desa", "Siti", 45000]):
        workbook.active.append(row)
    content = BytesIO()
    workbook.save(content)
    librarian_client.post(
        f"{DESK}new/",
        {"publisher": "niaga", "format": "auto", "file": SimpleUploadedFile("daftar.xlsx", content.getvalue())},
    )
    work()
    run = CatalogueImport.objects.get()
    assert run.options["columns"][2] == {
        "heading": "Banderol",
        "field": "",
        "samples": ["45000"],
        "unit": "",
        "is_decided": False,
    }
    feed = b'{"metadata": {"title": "Umpan"}, "publications": [{"metadata": {"title": "Koperasi"}}]}'
    other = catalogue_upload(file=ContentFile(feed, name="umpan.json"), publisher="niaga", by=None)
    work()
    other.refresh_from_db()
    assert (other.state, other.options["columns"]) == (ImportRun.State.CHECKED, [])
    assert "Kolom berkas ini" not in librarian_client.get(f"{DESK}inspect/{other.pk}/").text
