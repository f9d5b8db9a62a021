"""The librarian's screens of sources; and nobody else's."""

import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.fetching.models import AllowedHost
from core.imports.models import ImportRun
from core.jobs.models import Job
from elibrary.publishers.models import Publisher
from elibrary.sources.models import CatalogueSource, SourceCheck, SourceFile
from elibrary.sources.services.sources import CHECK_SOURCE
from lms.users.models import User
from tests.factories.catalogue import PublisherFactory, work
from tests.factories.sources import FEED, HOST, SourceFactory, look, table, taken_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

DESK = "/admin/sumber-katalog/"


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(slug="balai-pustaka", name="Balai Pustaka")


def fields(publisher: Publisher, **changes: Any) -> dict[str, Any]:
    return {"publisher": publisher.pk, "kind": "opds", "address": FEED, "every": 60, "is_active": "on", **changes}


def test_a_librarian_records_a_source_and_hears_that_its_host_is_not_allowed_yet(
    librarian_client: Client, publisher: Publisher
) -> None:
    answer = librarian_client.post(f"{DESK}new/", fields(publisher), follow=True)
    assert f"Host {HOST} belum diizinkan" in answer.text
    source = CatalogueSource.objects.get()
    assert (source.address, source.every, source.applies_directly) == (FEED, 60, False)
    AllowedHost.objects.create(host=HOST, reason="Uji")
    answer = librarian_client.post(f"{DESK}edit/{source.pk}/", fields(publisher, applies_directly="on"), follow=True)
    assert "belum diizinkan" not in answer.text
    assert CatalogueSource.objects.get().applies_directly
    entries = AuditEntry.objects.filter(action__startswith="elibrary.source").order_by("pk")
    assert [entry.action for entry in entries] == ["elibrary.source.created", "elibrary.source.changed"]
    assert entries[1].after == {"fields": ["applies_directly"]}


WRONG = {
    "number": ({"address": "http://127.0.0.1/opds"}, "bukan angka"),
    "credentials": ({"address": "https://a:b@a.example/"}, "kata sandi"),
    "none": ({"address": ""}, "bukan alamat web|https://"),
    "folder-with-address": ({"kind": "folder", "address": "../lain"}, "Kosongkan"),
}


@pytest.mark.parametrize(("changes", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_address_is_told_beside_its_field_and_kept(
    librarian_client: Client, publisher: Publisher, changes: dict[str, str], words: str
) -> None:
    answer = librarian_client.post(f"{DESK}new/", fields(publisher, **changes))
    told = str(answer.context["form"].errors["address"])
    assert any(word in told for word in words.split("|"))
    assert answer.context["form"]["address"].value() == changes["address"]
    assert not CatalogueSource.objects.exists()


def test_the_same_place_a_second_time_is_told(librarian_client: Client, publisher: Publisher) -> None:
    for _ in range(2):
        answer = librarian_client.post(f"{DESK}new/", fields(publisher))
    assert "Alamat ini sudah dicatat." in answer.text
    assert CatalogueSource.objects.count() == 1


def test_check_now_is_a_button_and_a_second_tap_changes_nothing(librarian_client: Client) -> None:
    source = SourceFactory()
    page = librarian_client.get(f"{DESK}inspect/{source.pk}/").text
    assert f'action="{DESK}periksa/{source.pk}/"' in page
    assert "Belum pernah diperiksa." in page
    assert librarian_client.get(f"{DESK}periksa/{source.pk}/").status_code == 405
    first = librarian_client.post(f"{DESK}periksa/{source.pk}/", follow=True).text
    assert "Sumber ini diperiksa sekarang." in first
    assert 'http-equiv="refresh"' in first
    assert "Sumber ini sedang diperiksa." in librarian_client.post(f"{DESK}periksa/{source.pk}/", follow=True).text
    job = Job.objects.get(kind=CHECK_SOURCE)
    assert (job.payload["whole"], job.requested_by_id is not None) == (True, True)


def test_the_screen_shows_what_came_and_what_failed(
    librarian_client: Client, folder_source: CatalogueSource, shared: Path
) -> None:
    (shared / "katalog.csv").write_bytes(table(1))
    (shared / "buku.pdf").write_bytes(b"%PDF-1.7")
    taken_from(folder_source)
    work()
    page = librarian_client.get(f"{DESK}inspect/{folder_source.pk}/").text
    for words in ("1 katalog diambil.", "katalog.csv", "selesai diperiksa", "buku.pdf", "Isi berkas ini bukan"):
        assert words in page
    run = folder_source.files.get(name="katalog.csv").run
    report = librarian_client.get(f"/admin/impor-katalog/inspect/{run.pk}/").text
    assert f"{DESK}inspect/{folder_source.pk}/" in report
    assert "Sumber katalog" in librarian_client.get("/admin/impor-katalog/").text
    (shared / "selesai").rename(shared.parent / "x")
    (shared / "ditolak").rename(shared.parent / "y")
    shared.rmdir()
    look(folder_source)
    page = librarian_client.get(f"{DESK}inspect/{folder_source.pk}/").text
    assert "Pemeriksaan terakhir gagal" in page
    assert "belum ada di folder katalog" in page


def test_sources_are_filtered_searched_and_downloaded(librarian_client: Client, publisher: Publisher) -> None:
    SourceFactory(publisher=publisher, kind="folder")
    SourceFactory(publisher__slug="lain", publisher__name="Penerbit Lain", is_active=False, address="https://lain.example/")
    for query, expected in {
        f"publisher={publisher.pk}": (True, False),
        "kind=opds": (False, True),
        "is_active=true": (True, False),
        "q=lain.example": (False, True),
        "q=balai": (True, False),
    }.items():
        rows = librarian_client.get(f"{DESK}results/?{query}").text
        assert ("Balai Pustaka" in rows, "Penerbit Lain" in rows) == expected, query
    answer = librarian_client.get(f"{DESK}?export=xlsx")
    sheet = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert {row[0] for row in sheet[1:]} == {"Balai Pustaka", "Penerbit Lain"}
    assert {row[2] for row in sheet[1:]} == {"balai-pustaka", "https://lain.example/"}


def test_queries_do_not_grow_with_sources_checks_and_files(librarian_client: Client, queries: Any) -> None:
    def counted(address: str) -> int:
        with queries:
            assert librarian_client.get(address).status_code == 200
        return len(queries)

    source = SourceFactory()
    _fill(source, 1)
    before = counted(DESK), counted(f"{DESK}inspect/{source.pk}/")
    for number in range(10):
        SourceFactory(publisher__slug=f"p-{number}", address=f"https://{number}.example/")
    _fill(source, 30)
    assert (counted(DESK), counted(f"{DESK}inspect/{source.pk}/")) == before


def _fill(source: CatalogueSource, number: int) -> None:
    for _ in range(number):
        tag = uuid.uuid4()
        run = ImportRun.objects.create(kind="elibrary.catalogue", file_name="k.csv", sha256=tag.hex, state="checked")
        SourceFile.objects.create(source=source, key=tag.hex, name="k.csv", sha256=tag.hex, run=run, job=tag)
        SourceCheck.objects.create(source=source, job=tag, result="found", message="1 katalog diambil.", taken=1)


def test_the_history_is_paged(librarian_client: Client) -> None:
    source = SourceFactory()
    _fill(source, 30)
    assert "Halaman 1 dari 2" in librarian_client.get(f"{DESK}inspect/{source.pk}/").text
    assert "Halaman 2 dari 2" in librarian_client.get(f"{DESK}inspect/{source.pk}/?p=2").text


def test_nobody_deletes_a_source_and_nobody_else_sees_one(librarian_client: Client, admin_user: Any) -> None:
    source = SourceFactory()
    librarian_client.post(f"{DESK}delete/{source.pk}/")
    librarian_client.force_login(admin_user)
    librarian_client.post(f"{DESK}delete/{source.pk}/")
    assert CatalogueSource.objects.exists()
    librarian_client.force_login(User.objects.create_user("analis@example.id", "sandi-yang-panjang", is_staff=True))
    librarian_client.post(f"{DESK}periksa/{source.pk}/")
    assert librarian_client.get(f"{DESK}inspect/{source.pk}/").status_code != 200
    assert not Job.objects.filter(kind=CHECK_SOURCE).exists()
