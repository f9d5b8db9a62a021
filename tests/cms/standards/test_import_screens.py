"""The screens of the comparison, as a person with the approver's role uses them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.standards.imports.export import current_standards
from cms.standards.models.service import ServicePage
from cms.standards.models.standards_import import StandardsImport
from core.people import roles
from tests.cms.builders import ONE_SERVICE
from tests.cms.standards.imports import edited, uploaded, work
from tests.cms.standards.test_import import drafted, new_product
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
