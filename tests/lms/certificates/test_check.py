"""The public answer to "is this certificate real?"."""

from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from lms.certificates.codes import ALPHABET, new_code, normalise_code
from lms.certificates.services import certificate_issue, certificate_revoke
from tests.factories.learning import LearnerFactory, certified, enrolled

pytestmark = pytest.mark.django_db


def test_a_certificate_stays_as_issued_when_people_and_courses_are_renamed(client):
    certificate = certified()
    with certificate.pdf.open("rb") as stored:
        before = stored.read()
    certificate.holder.full_name = "Nama Baru"
    certificate.holder.save()
    certificate.run.course.title = "Judul Baru"
    certificate.run.course.save()
    page = client.get(reverse("certificate_check", args=[certificate.code])).content.decode()
    assert "Siti Nur" in page
    assert "Foto Produk" in page
    assert "Nama Baru" not in page
    client.force_login(certificate.holder)
    download = client.get(reverse("class_certificate", args=[certificate.run.public_id]))
    assert b"".join(download.streaming_content) == before


def test_the_stored_paper_lies_in_private_storage_without_an_address(client):
    certificate = certified()
    assert not storages["default"].exists(certificate.pdf.name)
    assert storages["private"].exists(certificate.pdf.name)
    assert client.get(f"/media/{certificate.pdf.name}").status_code == 404


def test_a_withdrawn_certificate_shows_that_with_the_reason(client):
    certificate = certified()
    certificate_revoke(certificate=certificate, reason="Terbit karena kekeliruan data.", by=LearnerFactory(is_staff=True))
    page = client.get(reverse("certificate_check", args=[certificate.code])).content.decode()
    assert "sudah dicabut" in page
    assert "Terbit karena kekeliruan data." in page
    assert "asli dan berlaku" not in page
    client.force_login(certificate.holder)
    assert client.get(reverse("class_certificate", args=[certificate.run.public_id])).status_code == 404
    assert "sudah dicabut" in client.get(reverse("class_done", args=[certificate.run.public_id])).content.decode()


def test_a_certificate_is_revoked_once_and_keeps_the_first_time_and_reason():
    certificate, analyst = certified(), LearnerFactory(is_staff=True)
    first = certificate_revoke(certificate=certificate, reason="Data keliru.", by=analyst)
    again = certificate_revoke(certificate=certificate, reason="Alasan lain.", by=LearnerFactory(is_staff=True))
    for one in (again, type(certificate).objects.get()):
        assert (one.revoked_at, one.revocation_reason) == (first.revoked_at, "Data keliru.")
    assert AuditEntry.objects.get(action="lms.certificate.revoked").actor == analyst


def test_an_unknown_code_is_404_with_help_and_the_form(client):
    response = client.get(reverse("certificate_check", args=["SJW-2222-3333-4444"]))
    assert response.status_code == 404
    assert "tidak ditemukan" in response.content.decode()
    assert 'name="kode"' in response.content.decode()


@pytest.mark.parametrize("nonsense", ["x", "<script>", "SJW-" + "9" * 200, "%00", "sjw-0000-0000-0000"])
def test_nonsense_for_a_code_is_a_plain_404(client, nonsense):
    response = client.get(reverse("certificate_check", args=[nonsense]))
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()


def test_a_code_is_found_however_it_is_typed(client):
    certificate = certified()
    typed = certificate.code.lower().replace("-", " ")
    response = client.get(reverse("certificate_form"), {"kode": typed})
    assert response.url == reverse("certificate_check", args=[certificate.code])
    assert client.get(reverse("certificate_check", args=[certificate.code.lower()])).url == response.url


def test_a_mistyped_code_is_explained_and_preserved(client):
    response = client.get(reverse("certificate_form"), {"kode": "SJW-OOOO"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Kesalahan:" in page
    assert 'value="SJW-OOOO"' in page


def test_the_answer_is_not_for_search_engines_or_caches(client):
    response = client.get(reverse("certificate_check", args=[certified().code]))
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_codes_can_not_be_guessed_or_misread():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(normalise_code(code) == code for code in codes)
    assert len(ALPHABET) ** 12 > 2**54
    assert not set("0O1IL5S8B") & set(ALPHABET)


def test_numbers_run_without_a_gap():
    first, second = certified(), certified(course=certified().run.course)
    assert first.number.split("/")[1] == "00001"
    assert second.number.split("/")[1] == "00003"


@pytest.mark.parametrize(("hour", "minute", "year"), [(16, 59, 2030), (17, 0, 2031)], ids=["before", "at midnight"])
def test_the_year_of_a_number_begins_at_midnight_in_surabaya(monkeypatch, hour, minute, year):
    enrolment = enrolled()
    monkeypatch.setattr(timezone, "now", lambda: datetime(2030, 12, 31, hour, minute, tzinfo=UTC))
    certificate = certificate_issue(enrolment=enrolment)
    assert certificate.number.endswith(f"/{year}")
    assert certificate.pdf.name == f"certificates/{year}/{certificate.code}.pdf"


def test_the_holders_name_has_single_spaces():
    enrolment = enrolled()
    enrolment.user.full_name = " Siti  Nur'aini\u00a0 Putri "
    assert certificate_issue(enrolment=enrolment).holder_name == "Siti Nur'aini Putri"
