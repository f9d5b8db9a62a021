"""The screens of lists of people and of invitations, as an analyst uses them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from core.messages.models import Notification
from core.people import roles
from lms.enrolment.models.enrolment import Enrolment
from lms.invitations.models import Invitation, PeopleImport
from lms.invitations.services.invitations import invitation_create
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import make_staff
from tests.lms.invitations.sheets import BUDI, SRI, sheet, work

pytestmark = pytest.mark.django_db

DESK = "/admin/impor-peserta/"
INVITED = "/admin/undangan/"


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(make_staff(roles.CURRICULUM_ANALYST))
    return client


def file_of(*rows: Any, name: str = "peserta.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sheet(rows))


def invite(number: int, **fields: Any) -> Invitation:
    email = f"orang{number}@example.id"
    user = User.objects.create_user(email, None, full_name=f"Orang {number}", is_active=False)
    invitation = invitation_create(user=user, by=user)
    Invitation.objects.filter(pk=invitation.pk).update(**fields) if fields else None
    return invitation


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def test_from_upload_to_people_in_the_class(analyst: Client) -> None:
    run = CourseRunFactory(quota=5)
    assert f"{run.course.title}: {run.name}" in analyst.get(f"{DESK}new/").text
    answer = analyst.post(f"{DESK}new/", {"file": file_of(SRI, BUDI), "course_run": run.pk})
    sent = PeopleImport.objects.get()
    assert answer["Location"] == f"{DESK}inspect/{sent.pk}/"
    assert "Menunggu giliran" in analyst.get(answer["Location"]).text
    work()
    report = analyst.get(answer["Location"]).text
    assert "Baris 2: Sri Wahyuni" in report
    assert "Jalankan dan kirim undangan" in report
    assert SRI[2] not in report
    assert analyst.post(f"{DESK}terapkan/{sent.pk}/")["Location"] == answer["Location"]
    work()
    assert "Sudah diproses." in analyst.get(answer["Location"]).text
    assert Enrolment.objects.filter(run=run).count() == 2


def test_the_same_file_for_another_class_is_a_run_of_its_own(analyst: Client) -> None:
    content, run = sheet([SRI]), CourseRunFactory()
    for _ in range(2):
        analyst.post(f"{DESK}new/", {"file": SimpleUploadedFile("a.xlsx", content)})
        analyst.post(f"{DESK}new/", {"file": SimpleUploadedFile("a.xlsx", content), "course_run": run.pk})
    assert sorted(str(sent.options.get("course_run", "")) for sent in PeopleImport.objects.all()) == ["", str(run.pk)]


def test_a_closed_class_is_not_offered_and_a_chosen_one_is_filled_in(analyst: Client) -> None:
    open_one = CourseRunFactory(name="Terbuka")
    CourseRunFactory(name="Lewat", course=open_one.course, enrolment_opens=timezone.now() + timedelta(days=1))
    page = analyst.get(f"{DESK}new/?kelas={open_one.pk}").text
    assert "Lewat" not in page
    assert f'value="{open_one.pk}" selected' in page
    assert analyst.get(f"{DESK}new/?kelas=x").status_code == 200


def test_the_example_is_a_spreadsheet_of_texts(analyst: Client) -> None:
    (headings, example) = rows_of(analyst.get(f"{DESK}contoh/"))
    assert headings[:3] == ("Nama", "E-mail", "NIK")
    assert example[2] == "3578015708900001"


def test_the_example_is_offered_beside_the_list_and_in_the_form(analyst: Client) -> None:
    link = f'href="{DESK}contoh/"'
    assert link in analyst.get(DESK).text
    assert link in analyst.get(f"{DESK}new/").text


# --- invitations -------------------------------------------------------------------------


def test_invitations_are_searched_and_filtered_by_what_became_of_them(analyst: Client) -> None:
    now = timezone.now()
    invite(1)
    invite(2, sent_at=now - timedelta(days=20), expires_at=now - timedelta(days=6))
    invite(3, accepted_at=now)
    for state, number in (("pending", 1), ("expired", 2), ("accepted", 3)):
        page = analyst.get(f"{INVITED}?state={state}").text
        assert [f"Orang {n}" in page for n in (1, 2, 3)] == [n == number for n in (1, 2, 3)]
    page = analyst.get(f"{INVITED}?q=orang2").text
    assert "Orang 2" in page
    assert "Orang 1" not in page
    rows = rows_of(analyst.get(f"{INVITED}?state=expired&export=xlsx"))
    assert [row[:3] for row in rows[1:]] == [("Orang 2", "orang2@example.id", "tautan kedaluwarsa")]
    assert [title.lower() for title in rows[0][:4]] == ["nama", "alamat e-mail", "keadaan", "kelas"]


def test_the_list_costs_the_same_for_any_number_of_people(analyst: Client) -> None:
    counts = []
    for number in range(0, 20, 10):
        for one in range(number, number + 10):
            invite(one)
        with CaptureQueriesContext(connection) as queries:
            assert analyst.get(INVITED).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_staff_send_a_link_again_from_the_persons_row(analyst: Client) -> None:
    invitation = invite(1)
    page = analyst.get(f"{INVITED}inspect/{invitation.pk}/").text
    assert "orang1@example.id" in page
    assert "Kirim lagi" in page
    address = f"{INVITED}kirim-lagi/{invitation.pk}/"
    assert "Tunggu sepuluh menit" in analyst.post(address, follow=True).text
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    assert "Undangan dikirim lagi." in analyst.post(address, follow=True).text
    assert Notification.objects.filter(address="orang1@example.id").count() == 2
    Invitation.objects.update(accepted_at=timezone.now())
    assert "sudah diterima; tidak ada yang dikirim" in analyst.post(address, follow=True).text
    assert "Kirim lagi" not in analyst.get(f"{INVITED}inspect/{invitation.pk}/").text
