"""The librarian's screens of catalogues, offers and publishers; and nobody else's."""

import html
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.models.offer import Offer
from elibrary.formats.records import Carrier, Extracted, Problem, ProductRecord
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import KOPI, PublisherFactory, Reader, applied, book, checked, isbn, priced, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

DESK = "/admin/impor-katalog/"
OFFERS = "/admin/penawaran/"
PUBLISHERS = "/admin/penerbit/"


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(slug="balai-pustaka", name="Balai Pustaka")


def offers(reader: Reader, *records: ProductRecord) -> None:
    applied(checked(reader.file_of(records), publisher="balai-pustaka"))


def sent(content: bytes, **changes: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("katalog.csv", content, "text/csv")
    return {"publisher": "balai-pustaka", "format": "auto", "file": file, **changes}


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def test_from_upload_over_the_report_to_the_offers(librarian_client: Client, reader: Reader, publisher: Publisher) -> None:
    bad = Extracted(9, None, (Problem(9, "X-1", "Judul tidak ada.", "Isi judulnya.", is_refusal=True),))
    answer = librarian_client.post(f"{DESK}new/", sent(reader.file_of([KOPI, book(1), bad])))
    run = CatalogueImport.objects.get()
    assert answer["Location"] == f"{DESK}inspect/{run.pk}/"
    assert "Menunggu giliran" in librarian_client.get(answer["Location"]).text
    work()
    report = librarian_client.get(answer["Location"]).text
    for words in (
        "Balai Pustaka",
        "3 rekaman: 2 baru",
        "1 ditolak",
        "Kopi Lereng Ijen",
        "Isi judulnya.",
        "Terapkan katalog",
    ):
        assert words in report
    assert not Offer.objects.exists()
    librarian_client.post(f"{DESK}terapkan/{run.pk}/")
    work()
    assert "Katalog sudah diterapkan." in librarian_client.get(answer["Location"]).text
    assert "Kopi Lereng Ijen" in librarian_client.get(OFFERS).text
    rows = rows_of(librarian_client.get(f"{DESK}laporan/{run.pk}/"))
    assert [row[3] for row in rows[1:]] == ["baru", "baru", "bermasalah"]


def test_the_same_file_for_another_publisher_is_a_run_of_its_own(
    librarian_client: Client, reader: Reader, publisher: Publisher
) -> None:
    PublisherFactory(slug="lain")
    content = reader.file_of([KOPI])
    mine, again = (librarian_client.post(f"{DESK}new/", sent(content))["Location"] for _ in range(2))
    other = librarian_client.post(f"{DESK}new/", sent(content, publisher="lain"))["Location"]
    assert mine == again != other
    work()
    found = {run.options["publisher"]: run.state for run in CatalogueImport.objects.all()}
    assert found == {publisher.slug: "checked", "lain": "checked"}


def test_a_file_that_was_there_before_says_so_and_leads_to_its_report(
    librarian_client: Client, reader: Reader, publisher: Publisher
) -> None:
    PublisherFactory(slug="lain")
    content = reader.file_of([KOPI])
    places = []
    for code in (publisher.slug, "lain", "lain"):
        places.append(librarian_client.post(f"{DESK}new/", sent(content, publisher=code))["Location"])
        work()
    said = "Berkas yang sama persis pernah diunggah"
    first, second, third = (librarian_client.get(place).text for place in places)
    assert said not in first
    assert said in second
    assert places[0] in second
    assert "untuk tujuan lain" in second
    assert places[1] in third
    assert "untuk tujuan lain" not in third


def test_offers_are_filtered_searched_and_downloaded(librarian_client: Client, reader: Reader, publisher: Publisher) -> None:
    offers(reader, KOPI, priced(book(1, title="Batik Madura", carrier=Carrier.PRINT, file_format=""), 20000))
    for query, expected in {
        f"publisher={publisher.pk}": (True, True),
        "carrier=print": (False, True),
        "file_format=EPUB": (True, False),
        "price_from=30000": (True, False),
        "price_to=30000": (False, True),
        "available_in_indonesia=true": (True, True),
        "is_withdrawn=true": (False, False),
        "q=madura": (False, True),
        "q=9786020000015": (True, False),
    }.items():
        page = librarian_client.get(f"{OFFERS}?{query}").text
        assert ("Kopi Lereng Ijen" in page, "Batik Madura" in page) == expected, query
    headings, row = rows_of(librarian_client.get(f"{OFFERS}?carrier=print&export=xlsx"))
    assert row[3] == "Batik Madura"
    assert row[headings.index("Harga (rupiah)")] == 20000


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("978-602-03-3295-6", "9786020332956", ""),
        ("978-602-03-3295-7", "9786020000015", "Angka terakhir ISBN 9786020332957 tidak cocok. Mungkin 9786020332956"),
        (isbn(1), "9786020000015", "ISBN ini sudah dipakai penawaran lain: “Judul ke 1 saja” (R-1)."),
        ("", None, ""),
    ],
)
def test_a_librarian_corrects_a_wrong_isbn(
    librarian_client: Client, reader: Reader, publisher: Publisher, typed: str, kept: str | None, said: str
) -> None:
    offers(reader, KOPI, book(1))
    offer = Offer.objects.get(reference="K-1")
    form = librarian_client.get(f"{OFFERS}edit/{offer.pk}/").context["form"]
    answers = {name: "" if value is None else value for name, value in form.initial.items()}
    page = librarian_client.post(f"{OFFERS}edit/{offer.pk}/", {**answers, "isbn13": typed})
    assert said in (html.unescape(page.text) if said else "")
    offer.refresh_from_db()
    assert offer.isbn13 == kept


def test_an_offer_shows_its_corrections_and_its_history(
    librarian_client: Client, reader: Reader, publisher: Publisher
) -> None:
    offers(reader, KOPI)
    offer = Offer.objects.get()
    form = librarian_client.get(f"{OFFERS}edit/{offer.pk}/")
    answers = {name: value if value is not None else "" for name, value in form.context["form"].initial.items()}
    librarian_client.post(f"{OFFERS}edit/{offer.pk}/", {**answers, "title": "Kopi dari Ijen"})
    offers(reader, priced(KOPI, 90000))
    page = librarian_client.get(f"{OFFERS}inspect/{offer.pk}/").text
    for words in (
        "Koreksi petugas yang berbeda dari katalog",
        "Kopi dari Ijen",
        "Rp75.000",
        "Rp90.000",
        "impor katalog.csv",
    ):
        assert words in page
    offer.refresh_from_db()
    assert (offer.corrected, offer.price_idr) == (["title"], 90000)
    entry = AuditEntry.objects.get(action="elibrary.offer.corrected")
    assert entry.after == {"fields": ["title"]}


def test_a_withdrawn_offer_says_so(librarian_client: Client, reader: Reader, publisher: Publisher) -> None:
    offers(reader, KOPI)
    Offer.objects.update(is_withdrawn=True)
    assert "Penerbit sudah menarik" in librarian_client.get(f"{OFFERS}inspect/{Offer.objects.get().pk}/").text


def test_the_lists_cost_the_same_for_any_number_of_rows(
    librarian_client: Client, reader: Reader, publisher: Publisher, queries: Any
) -> None:
    spent = []
    for start in (0, 10):
        records = [book(number) for number in range(start, start + 10)]
        offers(reader, *records)
        run = CatalogueImport.objects.latest("created_at")
        for address in (OFFERS, PUBLISHERS, DESK, f"{DESK}inspect/{run.pk}/", f"{OFFERS}inspect/{Offer.objects.last().pk}/"):
            librarian_client.get(address)  # fills what is looked up once
            with queries:
                assert librarian_client.get(address).status_code == 200
            spent.append(len(queries))
        PublisherFactory.create_batch(5)
    assert spent[:5] == spent[5:]


def test_a_publisher_is_recorded_and_its_columns_are_kept(librarian_client: Client) -> None:
    columns = {"profile-kolom": ["Harga Khusus", ""], "profile-bidang": ["price", ""]}
    answers = {"name": "Balai Pustaka", "slug": "balai-pustaka", **columns}
    librarian_client.post(f"{PUBLISHERS}new/", answers)
    publisher = Publisher.objects.get()
    assert publisher.profile == {"Harga Khusus": "price"}
    assert 'value="Harga Khusus"' in librarian_client.get(f"{PUBLISHERS}edit/{publisher.pk}/").text
    librarian_client.post(f"{PUBLISHERS}edit/{publisher.pk}/", {**answers, "contact": "Ibu Rini"})
    publisher.refresh_from_db()
    assert publisher.contact == "Ibu Rini"
    entries = AuditEntry.objects.filter(action__startswith="elibrary.publisher").order_by("pk")
    assert [entry.action for entry in entries] == ["elibrary.publisher.created", "elibrary.publisher.changed"]
    assert entries[1].after == {"fields": ["contact"]}


@pytest.mark.parametrize(
    ("headings", "fields", "sentence"),
    [
        (["Harga A", "Harga B"], ["price", "price"], "“Harga” sudah diambil dari kolom “Harga A”"),
        (["Harga A", "HARGA A (Rp)"], ["price", ""], "adalah judul kolom yang sama"),
        (["Harga A", "Harga A"], ["price", ""], "ditulis dua kali"),
        (["Harga A"], ["rupiah"], "bidang “rupiah” tidak ada"),
    ],
    ids=["one field twice", "the same words", "the same heading", "no field"],
)
def test_columns_that_can_not_be_are_told_and_stay_on_the_page(
    librarian_client: Client, headings: list[str], fields: list[str], sentence: str
) -> None:
    answers = {"name": "Balai Pustaka", "slug": "balai-pustaka", "profile-kolom": headings, "profile-bidang": fields}
    page = librarian_client.post(f"{PUBLISHERS}new/", answers).text
    assert sentence in page
    assert f'value="{headings[-1]}"' in page
    assert not Publisher.objects.exists()


def test_nobody_deletes_a_publisher_or_an_offer(
    librarian_client: Client, admin_user: Any, reader: Reader, publisher: Publisher
) -> None:
    offers(reader, KOPI)
    offer = Offer.objects.get()
    for person in (None, admin_user):
        if person:
            librarian_client.force_login(person)
        librarian_client.post(f"{PUBLISHERS}delete/{publisher.pk}/")
        librarian_client.post(f"{OFFERS}delete/{offer.pk}/")
        librarian_client.post(f"{OFFERS}new/", {"title": "x"})
    assert (Offer.objects.count(), Publisher.objects.count()) == (1, 1)


def test_a_changed_report_names_the_fields(librarian_client: Client, reader: Reader, publisher: Publisher) -> None:
    offers(reader, KOPI)
    run = checked(reader.file_of([replace(KOPI, edition="Edisi kedua")]), publisher="balai-pustaka")
    page = librarian_client.get(f"{DESK}inspect/{run.pk}/").text
    assert "Edisi kedua" in page
    assert "1 berubah" in page
