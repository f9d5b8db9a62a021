"""The participants of a run as its staff see them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core.audit.models import AuditEntry, ProcessingEntry
from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN, TRAINER
from courses.runs.services.runs import run_cancel
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.opinions.services import evaluation_submit
from lms.profile.models.document import PersonalDocument
from lms.profile.services.documents import document_upload
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import make_staff
from tests.factories.roster import person_in, two_runs
from tests.lms.profile.test_details import a_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return two_runs()[0]


@pytest.fixture
def analyst(client):
    analyst = make_staff(CURRICULUM_ANALYST)
    client.force_login(analyst)
    return client


def address(run, name="index", *more):
    return reverse(f"lms_roster:{name}", args=[run.pk, *more])


def names(client, run, **asked):
    return [str(enrolment.user) for enrolment in client.get(address(run), asked).context["object_list"]]


def test_a_row_says_who_where_from_and_how_far_but_never_what_was_answered(analyst, run):
    enrolment = lessons_read(person_in(run, "Siti Aminah", regency="35.15"))
    answers = {question: "Terlalu cepat" if question.kind == "text" else 1 for question in good_answers(enrolment)}
    evaluation_submit(enrolment=enrolment, answers=answers)
    page = analyst.get(address(run)).text
    for told in ("Siti Aminah", enrolment.user.email, "Kabupaten Sidoarjo", "selesai", "2/2", "ya"):
        assert told in page
    assert "Terlalu cepat" not in page


def test_documents_are_shown_where_the_run_requires_them(analyst, run):
    person = person_in(run)
    assert "Surat Permohonan" not in analyst.get(address(run)).text
    run.requirements = ["letter", "identity", "nik"]
    run.save()
    assert analyst.get(address(run)).text.count("belum diunggah") == 2
    document_upload(user=person.user, kind="letter", file=a_pdf())
    page = analyst.get(address(run)).text
    assert PersonalDocument.State.WAITING.label in page
    assert page.count("belum diunggah") == 1


def test_filters_narrow_by_state_progress_place_and_words(analyst, run):
    person_in(run, "Belum Mulai")
    person_in(run, "Sedang Belajar", read=1, regency="35.15")
    lessons_read(person_in(run, "Tuntas Semua"))
    gone = person_in(run, "Sudah Keluar")
    enrolment_cancel(enrolment=gone, by=gone.user)
    assert names(analyst, run) == ["Belum Mulai", "Sedang Belajar", "Tuntas Semua"]
    assert names(analyst, run, state="cancelled") == ["Sudah Keluar"]
    assert names(analyst, run, progress="belum") == ["Belum Mulai"]
    assert names(analyst, run, progress="sedang") == ["Sedang Belajar"]
    assert names(analyst, run, progress="tuntas") == ["Tuntas Semua"]
    assert names(analyst, run, regency="35.15") == ["Sedang Belajar"]
    assert names(analyst, run, q="tuntas") == ["Tuntas Semua"]
    assert names(analyst, run, q=gone.user.email, state="cancelled") == ["Sudah Keluar"]
    assert "Longgarkan saringan" in analyst.get(address(run), {"q": "tidak ada"}).text


def test_every_column_sorts_and_equal_rows_keep_their_order(analyst, run):
    person_in(run, "Andi", regency="35.78")
    person_in(run, "Budi", regency="35.01", read=1)
    for key, first in (
        ("-user__full_name", "Budi"), ("regency", "Budi"), ("-done", "Budi"), ("done", "Andi"),
        ("-enrolled_at", "Budi"), ("state", "Andi"), ("completed_at", "Andi"),
    ):  # fmt: skip
        assert names(analyst, run, ordering=key)[0] == first, key


def test_progress_without_any_lesson_is_not_yet_begun(analyst):
    run = two_runs(lessons=0)[0]
    person_in(run)
    assert names(analyst, run, progress="belum") == ["Siti Aminah"]
    assert names(analyst, run, progress="tuntas") == []


def many_in(run, number):
    start = User.objects.count()
    people = User.objects.bulk_create(User(email=f"banyak{start + n}@example.id", full_name=f"P {n}") for n in range(number))
    Enrolment.objects.bulk_create(Enrolment(user=person, run=run) for person in people)


def test_the_number_of_queries_does_not_grow_with_the_participants(analyst, run):
    run.requirements = ["letter", "identity"]
    run.save()
    analyst.get(address(run))
    counts = []
    for more in (30, 270):
        many_in(run, more)
        with CaptureQueriesContext(connection) as asked:
            assert analyst.get(address(run), {"progress": "belum", "ordering": "done"}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_the_spreadsheet_holds_what_is_shown_and_is_written_down(analyst, run):
    enrolment = person_in(run, "=Siti", read=1)
    person_in(run, "Lain Orang", regency="35.15")
    response = analyst.get(address(run), {"export": "xlsx", "regency": "35.78"})
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.iter_rows(values_only=True))
    assert rows[0] == (
        "Nama", "E-mail", "Kabupaten/kota", "Keadaan", "Mendaftar", "Pelajaran selesai", "Jumlah pelajaran", "Evaluasi",
        "Lulus",
    )  # fmt: skip
    assert len(rows) == 2
    assert rows[1][:4] == ("=Siti", enrolment.user.email, "Kota Surabaya", "mengikuti")
    assert rows[1][5:] == (1, 2, "belum", None)
    assert AuditEntry.objects.get(action="lms.roster.exported").after == {"people": 1}
    assert ProcessingEntry.objects.get(kind="export").person == enrolment.user
    assert "no-store" in response["Cache-Control"]


def test_csv_is_not_offered(analyst, run):
    person_in(run)
    assert analyst.get(address(run), {"export": "csv"})["Content-Type"].startswith("text/html")
    page = analyst.get(address(run)).text
    assert "export=xlsx" in page
    assert "export=csv" not in page


def test_a_trainer_sees_runs_they_teach_and_may_write_but_changes_no_place(client, run):
    trainer = make_staff(TRAINER)
    client.force_login(trainer)
    person_in(run)
    assert client.get(address(run)).status_code == 404
    run.instructors.add(trainer)
    page = client.get(address(run)).text
    assert "Tulis pesan" in page
    assert "Pindahkan" not in page
    assert "Tambah peserta" not in page
    for name in ("move", "take_out", "add"):
        assert client.post(address(run, name)).status_code == 302
    assert client.get(address(CourseRunFactory())).status_code == 404


def test_a_person_who_has_nothing_to_do_with_classes_does_not_get_in(client, run):
    client.force_login(make_staff(LIBRARIAN))
    assert client.get(address(run)).status_code == 302


def test_the_page_of_a_run_leads_to_its_roster(analyst, run):
    page = analyst.get(reverse("courses_run:inspect", args=[run.pk])).text
    assert f'href="{address(run)}"' in page


def test_a_cancelled_run_shows_that_above_its_roster(analyst, run):
    person = person_in(run)
    run_cancel(run=run, by=person.user, reason="Gedung dipakai")
    assert "Pesertanya masih dapat dipindahkan" in analyst.get(address(run)).text
