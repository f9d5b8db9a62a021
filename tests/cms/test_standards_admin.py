"""The screens of the comparison, as a person with the approver's role uses them."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms import standards_admin
from cms.models.service import ServicePage
from cms.models.standards_import import StandardsImport
from cms.standards_export import current_standards
from core import roles
from core.models.imports import ImportLine, ImportRun
from core.uploads.checks import UploadRefused
from tests.cms.imports import edited, uploaded, work
from tests.cms.pages import ONE_SERVICE
from tests.cms.test_standards_import import drafted, new_product
from tests.factories.lms import make_staff

DESK = "/admin/bandingkan-keputusan/"


@pytest.fixture
def approver(client: Client) -> Client:
    client.force_login(make_staff(roles.CONTENT_APPROVER))
    return client


def test_from_download_to_draft(service: ServicePage, approver: Client) -> None:
    assert f'href="{DESK}standar-sekarang/"' in approver.get(DESK).text
    raw = json.loads(approver.get(f"{DESK}standar-sekarang/").content)
    new_product(raw)
    file = SimpleUploadedFile("keputusan 2025.json", json.dumps(raw).encode())
    answer = approver.post(f"{DESK}new/", {"file": file})
    run = StandardsImport.objects.get()
    assert answer["Location"] == f"{DESK}inspect/{run.pk}/"
    assert "Menunggu giliran" in approver.get(answer["Location"]).content.decode()
    work()
    report = approver.get(answer["Location"]).content.decode()
    assert "Penggunaan Aplikasi SI-Jawara+" in report
    assert "Akun dan sertifikat" in report
    assert approver.post(f"{DESK}terapkan/{run.pk}/")["Location"] == answer["Location"]
    work()
    assert "Sudah diterapkan sebagai draf" in approver.get(answer["Location"]).content.decode()
    service.refresh_from_db()
    assert service.get_latest_revision_as_object().product == "Akun dan sertifikat"
    assert "Penggunaan Aplikasi SI-Jawara+" in client_text(service)


def client_text(service: ServicePage) -> str:
    return Client().get(service.url).content.decode()


def test_a_second_tap_on_either_button_starts_nothing_twice(service: ServicePage, approver: Client) -> None:
    content = json.dumps(edited(current_standards(), new_product)).encode()
    first, second = (approver.post(f"{DESK}new/", {"file": SimpleUploadedFile("a.json", content)}) for _ in range(2))
    assert first["Location"] == second["Location"]
    work()
    run = StandardsImport.objects.get()
    approver.post(f"{DESK}terapkan/{run.pk}/")
    again = approver.post(f"{DESK}terapkan/{run.pk}/", follow=True)
    assert "tidak ada yang dimulai lagi" in again.content.decode()


def test_a_file_we_do_not_take_is_told_beside_its_field(service: ServicePage, approver: Client) -> None:
    answer = approver.post(f"{DESK}new/", {"file": SimpleUploadedFile("standar.json", b"%PDF-1.7")})
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"] == ["Isi berkas ini bukan JSON. Pilih berkas berjenis JSON."]
    assert "Isi berkas ini bukan JSON" in answer.content.decode()
    assert not StandardsImport.objects.exists()


def test_a_full_disk_is_told_beside_the_field(
    service: ServicePage, approver: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**named: object) -> None:
        raise UploadRefused("Ruang simpan server penuh.")

    monkeypatch.setattr(standards_admin, "standards_upload", full)
    answer = approver.post(f"{DESK}new/", {"file": SimpleUploadedFile("standar.json", b"{}")})
    assert answer.context["form"].errors["file"] == ["Ruang simpan server penuh."]


def test_no_file_is_told_too(service: ServicePage, approver: Client) -> None:
    assert approver.post(f"{DESK}new/").context["form"].errors["file"]


def test_a_refused_file_says_why_and_offers_the_next_step(service: ServicePage, approver: Client) -> None:
    run = uploaded("{}")
    page = approver.get(f"{DESK}inspect/{run.pk}/").content.decode()
    assert "Berkas ditolak; tidak ada yang berubah." in page
    assert "services: tidak ada dalam berkas." in page
    assert f'href="{DESK}new/"' in page


def test_words_of_a_file_are_never_markup(service: ServicePage, approver: Client) -> None:
    raw = current_standards()
    raw["services"][0]["product"] = raw["services"][0]["title"] = "<script>alert(1)</script>"
    page = approver.get(f"{DESK}inspect/{uploaded(raw).pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_service_with_an_editors_draft_is_offered_for_choice(service: ServicePage, approver: Client) -> None:
    drafted(service)
    run = uploaded(edited(current_standards(), new_product))
    assert f'name="pilih" value="{ONE_SERVICE}"' in approver.get(f"{DESK}inspect/{run.pk}/").content.decode()
    approver.post(f"{DESK}terapkan/{run.pk}/", {"pilih": [ONE_SERVICE, "bukan-kunci"]})
    work()
    run.refresh_from_db()
    service.refresh_from_db()
    assert run.chosen == [ONE_SERVICE]
    assert service.get_latest_revision_as_object().product == "Akun dan sertifikat"


def test_the_report_is_a_spreadsheet_with_every_line(service: ServicePage, approver: Client) -> None:
    raw = current_standards()
    raw["services"][0]["product"] = "=HYPERLINK(1)"
    run = uploaded(raw)
    answer = approver.get(f"{DESK}laporan/{run.pk}/")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Nomor", "Objek", "Bagian", "Hasil")
    assert len(rows) == 1 + run.lines.count()
    changed = next(row for row in rows if row[3] == "berubah")
    assert changed[2:6] == ("Produk pelayanan", "berubah", "Penggunaan Aplikasi SI-Jawara+", "=HYPERLINK(1)")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def many_lines(run: ImportRun, first: int, number: int) -> None:
    ImportLine.objects.bulk_create(
        ImportLine(run=run, number=first + i, key=f"k{first + i}", subject=f"Layanan {i}", part="Produk", verdict="new")
        for i in range(number)
    )


def queries(client: Client, address: str) -> int:
    """How many the screen asks for, the frame of the admin among them."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_report_is_paged_and_asks_no_more_for_more_lines(service: ServicePage, approver: Client) -> None:
    run = uploaded(edited(current_standards(), new_product))
    address = f"{DESK}inspect/{run.pk}/"
    few = queries(approver, address)
    assert few <= 25
    many_lines(run, 1_000, 200)
    assert queries(approver, address) == few
    page = approver.get(address).content.decode()
    assert "Halaman 1 dari 5" in page
    assert page.count("<article>") == 50
    assert "Halaman 5 dari 5" in approver.get(f"{address}?p=5").content.decode()
    assert "Halaman 5 dari 5" in approver.get(f"{address}?p=500&hasil=lain").content.decode()


def test_the_list_of_runs_asks_no_more_for_more_runs(service: ServicePage, approver: Client) -> None:
    uploaded("{}")
    few = queries(approver, DESK)
    assert few <= 20
    for number in range(5):
        uploaded(f'{{"a": {number}}}')
    assert queries(approver, DESK) == few
    assert approver.get(DESK).content.decode().count("standar-2025.json") >= 6


def test_another_kinds_run_is_not_shown_here(service: ServicePage, approver: Client) -> None:
    run = ImportRun.objects.create(kind="elibrary.catalogue", file_name="katalog.xlsx", sha256="0", state="checked")
    assert approver.get(f"{DESK}inspect/{run.pk}/").status_code == 404
    assert approver.get(f"{DESK}laporan/{run.pk}/").status_code == 404
    assert approver.post(f"{DESK}terapkan/{run.pk}/").status_code == 404
    assert "katalog.xlsx" not in approver.get(DESK).content.decode()
