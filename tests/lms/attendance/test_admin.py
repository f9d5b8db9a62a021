"""The attendance screens of staff: permissions, marks, the code screen, sign-in sheet and spreadsheet."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry, ProcessingEntry
from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN, TRAINER
from core.personal_data.registry import personal_data_providers
from courses.runs.services.runs import run_cancel
from lms.attendance import checkin
from lms.attendance.models import Attendance
from lms.attendance.services import check_in
from lms.certificates.models import Certificate
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.opinions.services import evaluation_submit
from tests.courses.runs.test_admin import staff
from tests.factories.attendance import meeting
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, good_answers, lessons_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return CourseRunFactory(name="Angkatan 1", place_name="Aula UPT")


@pytest.fixture
def session(run):
    return meeting(run, title="Hari pertama")


@pytest.fixture
def trainer(run, client):
    person = staff(TRAINER)
    run.instructors.add(person)
    client.force_login(person)
    return person


def participant(run, name="Siti Aminah"):
    return enrolment_create(user=LearnerFactory(full_name=name), run=run)


def address(name, subject, query=""):
    return reverse(f"lms_attendance:{name}", args=[subject.pk]) + query


def save(client, session, *, ticked=(), before=(), query=""):
    data = {"hadir": [one.pk for one in ticked], "semula": [one.pk for one in before]}
    return client.post(address("meeting", session, query), data, follow=True)


def noted(session):
    return {one.enrolment_id: one for one in Attendance.objects.filter(session=session)}


# --- ticks --------------------------------------------------------------------------


def test_a_trainer_ticks_and_unticks_and_both_are_written_down(client, run, session, trainer):
    first, second = participant(run), participant(run, "Budi")
    assert "1 orang dicatat hadir" in save(client, session, ticked=[first]).content.decode()
    assert noted(session)[first.pk].taken_by == trainer
    assert noted(session)[first.pk].method == "staff"
    assert "1 catatan dihapus" in save(client, session, ticked=[second], before=[first]).content.decode()
    assert set(noted(session)) == {second.pk}
    told = AuditEntry.objects.filter(action__startswith="lms.attendance.").order_by("pk")
    assert [(entry.action, entry.subject_id, entry.actor_id) for entry in told] == [
        ("lms.attendance.taken", str(first.pk), trainer.pk),
        ("lms.attendance.taken", str(second.pk), trainer.pk),
        ("lms.attendance.removed", str(first.pk), trainer.pk),
    ]
    assert ProcessingEntry.objects.filter(person_id=first.user_id, kind="correct", what="kehadiran").count() == 2


def test_saving_the_same_page_twice_changes_nothing(client, run, session, trainer):
    person = participant(run)
    for _ in range(2):
        answer = save(client, session, ticked=[person])
    assert "Tidak ada yang berubah." in answer.content.decode()
    save(client, session, before=[person])
    save(client, session, before=[person])
    assert not noted(session)
    assert AuditEntry.objects.filter(action__startswith="lms.attendance.").count() == 2


def test_who_checks_in_while_the_list_lies_open_stays_noted(client, run, session, trainer):
    early, late = participant(run), participant(run, "Budi")
    client.get(address("meeting", session))
    check_in(enrolment=late, session=session, method=Attendance.Method.QR)
    save(client, session, ticked=[early])
    assert set(noted(session)) == {early.pk, late.pk}
    assert noted(session)[late.pk].method == "qr"


def test_keys_of_other_classes_and_of_people_who_left_are_ignored(client, run, session, trainer):
    stranger, gone = participant(CourseRunFactory()), participant(run)
    enrolment_cancel(enrolment=gone, by=gone.user)
    data = {"hadir": [stranger.pk, gone.pk, "x", "-1", "9" * 30, "١"]}
    answer = client.post(address("meeting", session), data, follow=True)
    assert "Tidak ada yang berubah." in answer.content.decode()
    assert not Attendance.objects.exists()


def test_nothing_is_ticked_before_the_meeting_or_after_the_class_was_cancelled(client, run, trainer):
    person, tomorrow = participant(run), meeting(run, begins_in=timedelta(days=1))
    assert "Pertemuan ini belum mulai" in client.get(address("meeting", tomorrow)).content.decode()
    assert "Pertemuan ini belum mulai" in save(client, tomorrow, ticked=[person]).content.decode()
    today = meeting(run)
    run_cancel(run=run, by=trainer, reason="Hujan")
    assert "Kelas ini dibatalkan" in save(client, today, ticked=[person]).content.decode()
    assert not Attendance.objects.exists()


def test_a_paper_list_may_be_ticked_weeks_later(client, run, trainer):
    person, past = participant(run), meeting(run, begins_in=timedelta(days=-40))
    save(client, past, ticked=[person])
    assert noted(past)


def test_unticking_takes_no_certificate_away(client, run, session, trainer):
    run.attendance_percent = 100
    run.save()
    person = lessons_read(participant(run))
    save(client, session, ticked=[person])
    evaluation_submit(enrolment=person, answers=good_answers(person))
    save(client, session, before=[person])
    assert not noted(session)
    assert Certificate.objects.get().is_valid


def test_the_list_is_paged_searched_and_narrowed_with_a_fixed_number_of_queries(client, run, session, trainer, queries):
    people = [participant(run, f"Peserta {number:02d}") for number in range(3)]
    client.get(address("meeting", session))
    counts = []
    for more in (0, 52):
        people += [participant(run, f"Peserta {number:02d}") for number in range(3, 3 + more)]
        with queries:
            page = client.get(address("meeting", session)).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Peserta 49" in page
    assert "Peserta 50" not in page
    assert "Peserta 50" in client.get(address("meeting", session, "?p=2")).content.decode()
    save(client, session, ticked=[people[7]], query="?q=peserta&hadir=tidak")
    there = client.get(address("meeting", session, "?hadir=ya")).content.decode()
    assert "Peserta 07" in there
    assert "Peserta 08" not in there
    assert "Peserta 07" not in client.get(address("meeting", session, "?hadir=tidak")).content.decode()
    found = client.get(address("meeting", session, "?q=10+peserta")).content.decode()
    assert "Peserta 10" in found
    assert "Peserta 11" not in found
    assert "Tidak ada peserta yang cocok" in client.get(address("meeting", session, "?q=zzz")).content.decode()


def test_the_database_keeps_one_row_a_person_and_meeting_and_no_self_service_by_staff(run, session, trainer):
    person = participant(run)
    check_in(enrolment=person, session=session, method=Attendance.Method.QR)
    other = participant(run, "Budi")
    for fields in (
        {"enrolment": person, "method": "staff"},
        {"enrolment": other, "method": "qr", "taken_by": trainer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(session=session, **fields)


# --- who sees what ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["meeting", "screen", "paper"])
def test_a_trainer_finds_the_meetings_of_own_classes_alone(client, session, trainer, name):
    other = meeting(CourseRunFactory())
    assert client.get(address(name, session)).status_code == 200
    assert client.get(address(name, other)).status_code == 404


@pytest.mark.parametrize("name", ["run", "export"])
def test_a_trainer_finds_the_attendance_of_own_classes_alone(client, run, trainer, name):
    assert client.get(address(name, run)).status_code == 200
    assert client.get(address(name, CourseRunFactory())).status_code == 404


def test_a_trainer_cannot_mark_attendance_of_another_class(client, trainer):
    other = CourseRunFactory()
    person, session = participant(other), meeting(other)
    assert save(client, session, ticked=[person]).status_code == 404
    assert not Attendance.objects.exists()


def test_others_are_refused_and_analysts_see_every_class(client, run, session):
    client.force_login(staff(LIBRARIAN))
    for name, subject in (("run", run), ("export", run), ("meeting", session), ("screen", session), ("paper", session)):
        assert client.get(address(name, subject)).url == reverse("wagtailadmin_home")
    client.force_login(staff(CURRICULUM_ANALYST))
    assert client.get(address("meeting", session)).status_code == 200


def test_the_class_leads_to_its_attendance(client, run, session, trainer):
    participant(run)
    assert address("run", run) in client.get(reverse("courses_run:inspect", args=[run.pk])).content.decode()
    page = client.get(address("run", run)).content.decode()
    for name in ("meeting", "screen", "paper"):
        assert address(name, session) in page
    assert "0 dari 1" in page
    assert "tidak menentukan kelulusan" in page


# --- the screen on the wall ------------------------------------------------------------


def test_the_screen_shows_the_current_code_and_no_names(client, run, session, trainer):
    person = participant(run, "Rahasia Sekali")
    check_in(enrolment=person, session=session, method=Attendance.Method.QR)
    page = client.get(address("screen", session))
    text = page.content.decode()
    digits = checkin.shown_code(session, timezone.now()).digits
    assert f"{digits[:3]} {digits[3:]}" in text
    assert '<meta http-equiv="refresh"' in text
    assert "<strong>1</strong> dari 1 peserta" in text
    assert "Rahasia" not in text
    assert "no-store" in page["Cache-Control"]
    assert not Attendance.objects.exclude(enrolment=person).exists()


def test_the_screen_renews_the_code_alone_when_asked(client, session, trainer):
    part = client.get(address("screen", session, "?bagian=kode")).content.decode()
    assert part.startswith('<div class="code" data-seconds="')
    assert "<html" not in part


@pytest.mark.parametrize(("days", "sentence"), [(1, "Kode tampil di sini mulai"), (-1, "Pertemuan sudah selesai")])
def test_the_screen_has_no_code_outside_of_the_meeting(client, run, trainer, days, sentence):
    page = client.get(address("screen", meeting(run, begins_in=timedelta(days=days)))).content.decode()
    assert sentence in page
    assert "<svg" not in page


def test_the_screen_of_a_cancelled_class_has_no_code(client, run, session, trainer):
    run_cancel(run=run, by=trainer, reason="Hujan")
    page = client.get(address("screen", session)).content.decode()
    assert "Kelas ini dibatalkan" in page
    assert "<svg" not in page


# --- paper and spreadsheet ----------------------------------------------------------------


def text_of(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(content))]


def test_the_paper_list_has_every_name_and_its_head_on_every_page(client, run, session, trainer):
    people = [participant(run, f"Peserta {number:03d}") for number in range(60)]
    participant(run, "Ni Luh " + "Ayu " * 30)
    answer = client.get(address("paper", session))
    assert answer["Content-Type"] == "application/pdf"
    pages = text_of(answer.content)
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        for words in ("Daftar hadir", "Angkatan 1", "Hari pertama", "Aula UPT", "Tanda tangan", f"Halaman {number} dari 4"):
            assert words in page
    whole = "".join(pages)
    assert all(person.user.full_name in whole for person in people)
    assert "Ni Luh Ayu" in whole


def test_a_sign_in_sheet_without_participants_shows_a_message(client, session, trainer):
    assert "Belum ada peserta" in text_of(client.get(address("paper", session)).content)[0]


def test_the_spreadsheet_has_a_row_a_person_and_a_column_a_meeting(client, run, session, trainer):
    run.attendance_percent = 50
    run.save()
    meeting(run, begins_in=timedelta(days=1), title="Hari kedua")
    there, absent = participant(run, "Agus"), participant(run, "=HYPERLINK(1)")
    check_in(enrolment=there, session=session, method=Attendance.Method.CODE)
    answer = client.get(address("export", run))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    titles, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert titles[2].startswith("Hari pertama, ")
    assert titles[3].startswith("Hari kedua, ")
    by_number = {row[0]: row[1:] for row in rows}
    assert by_number[there.pk] == ["Agus", "kode enam angka", None, 1, 50, "ya"]
    assert by_number[absent.pk][1:] == [None, None, 0, 0, "belum"]
    assert by_number[absent.pk][0].endswith("=HYPERLINK(1)")
    assert not any("@" in str(cell) for row in rows for cell in row)


def test_names_that_leave_the_system_are_written_down(client, run, session, trainer):
    person = participant(run)
    for name, subject in (("export", run), ("paper", session)):
        answer = client.get(address(name, subject))
        b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert ProcessingEntry.objects.filter(person_id=person.user_id, kind="export", what="kehadiran").count() == 2
    told = AuditEntry.objects.filter(action="lms.attendance.exported").order_by("pk")
    assert [entry.after for entry in told] == [{"kind": "xlsx", "people": 1}, {"kind": "pdf", "people": 1}]


# --- personal data -------------------------------------------------------------------------


def test_a_person_sees_and_copies_their_attendance_and_it_goes_with_them(run, session, trainer):
    person = participant(run)
    check_in(enrolment=person, session=session, method=Attendance.Method.QR)
    (provider,) = [one for one in personal_data_providers() if "lms.Attendance" in one.models]
    assert provider.facts(person.user) == [("Pertemuan", "hadir di 1 pertemuan")]
    (copied,) = provider.export(person.user)
    assert (copied["pertemuan"], copied["cara"]) == ("Hari pertama", "kode QR")
    person.user.delete()
    assert not Attendance.objects.exists()


def test_the_account_of_who_ticked_may_go(client, run, session, trainer):
    person = participant(run)
    save(client, session, ticked=[person])
    trainer.delete()
    assert noted(session)[person.pk].taken_by is None
