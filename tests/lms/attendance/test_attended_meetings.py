"""The rule in the form of a class, and meetings that can't be deleted once attended."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from core.people.roles import CURRICULUM_ANALYST
from courses.runs.models.session import RunSession, SessionInUse
from courses.runs.services.runs import run_copy
from lms.attendance.models import Attendance
from lms.attendance.services import check_in
from lms.enrolment.services.enrolment import enrolment_create
from tests.courses.runs.test_admin import staff
from tests.factories.attendance import meeting
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return CourseRunFactory(name="Angkatan 1")


@pytest.fixture
def session(run):
    return meeting(run, title="Hari pertama")


def participant(run):
    return enrolment_create(user=LearnerFactory(), run=run)


def form_data(run, *sessions, deleted=(), **changes):
    data = {
        "course": run.course.pk, "name": run.name, "mode": run.mode, "quota": "", "starts_on": "", "ends_on": "",
        "enrolment_opens": "2026-01-01 08:00", "enrolment_closes": "", "evaluation_form": run.evaluation_form.pk,
        "requires_lessons": "on", "attendance_percent": "", "certificate_title": "Sertifikat",
        "certificate_statement": "telah menyelesaikan", "certificate_signatory": "Kepala Dinas",
        "sessions-TOTAL_FORMS": len(sessions), "sessions-INITIAL_FORMS": sum(bool(one.pk) for one in sessions),
    }  # fmt: skip
    for number, one in enumerate(sessions):
        prefix = f"sessions-{number}"
        times = (timezone.localtime(one.starts_at), timezone.localtime(one.ends_at))
        data |= {f"{prefix}-id": one.pk or "", f"{prefix}-title": one.title}
        data |= {
            f"{prefix}-{name}": f"{time:%Y-%m-%d %H:%M}" for name, time in zip(("starts_at", "ends_at"), times, strict=True)
        }
        data |= {f"{prefix}-DELETE": "1"} if one in deleted else {}
    return {**data, **changes}


@pytest.fixture
def edit(client, run):
    client.force_login(staff(CURRICULUM_ANALYST))
    return lambda data: client.post(reverse("courses_run:edit", args=[run.pk]), data)


def test_attendance_can_be_required_only_with_meetings(run, session, edit):
    refused = edit(form_data(run, session, deleted=[session], attendance_percent="75"))
    assert "Kelas ini belum punya pertemuan" in refused.content.decode()
    assert edit(form_data(run, session, attendance_percent="75")).status_code == 302
    run.refresh_from_db()
    assert (run.attendance_percent, run.requires_lessons) == (75, True)


@pytest.mark.parametrize("percent", ["0", "101", "-5"])
def test_the_percentage_is_one_to_a_hundred(run, session, edit, percent):
    assert edit(form_data(run, session, attendance_percent=percent)).status_code == 200
    run.attendance_percent = int(percent)
    with pytest.raises(ValidationError):
        run.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


def test_a_meeting_that_was_attended_is_not_deleted_and_staff_read_why(run, session, edit):
    check_in(enrolment=participant(run), session=session, method=Attendance.Method.QR)
    answer = edit(form_data(run, session, deleted=[session]))
    assert "sudah memuat catatan kehadiran" in answer.content.decode()
    assert RunSession.objects.filter(pk=session.pk).exists()
    with pytest.raises(ProtectedError):
        session.delete()


def test_a_person_who_checks_in_while_the_meeting_is_being_deleted_keeps_it(run, session, edit, monkeypatch):
    check_in(enrolment=participant(run), session=session, method=Attendance.Method.QR)
    monkeypatch.setattr(RunSession, "is_in_use", lambda self: False)
    answer = edit(form_data(run, session, deleted=[session]))
    assert answer.status_code == 200
    assert "baru saja memuat catatan kehadiran" in answer.content.decode()
    assert RunSession.objects.filter(pk=session.pk).exists()


def test_a_meeting_without_attendance_may_be_deleted(run, session, edit):
    assert edit(form_data(run, session, deleted=[session])).status_code == 302
    assert not RunSession.objects.filter(pk=session.pk).exists()


def test_a_meeting_that_was_attended_stays_in_its_class(run, session):
    other = CourseRunFactory()
    session.run = other
    session.save()
    check_in(enrolment=participant(other), session=session, method=Attendance.Method.QR)
    session.run = run
    with pytest.raises(SessionInUse):
        session.save()
    session.refresh_from_db()
    session.title = "Judul lain"
    session.save()


def test_a_new_class_takes_over_the_rule(run):
    run.requires_lessons, run.attendance_percent = False, 80
    again = run_copy(run=run)
    assert (again.requires_lessons, again.attendance_percent) == (False, 80)


def test_the_form_of_one_class_takes_no_meeting_of_another(run, edit):
    other = meeting(CourseRunFactory())
    edit(form_data(run, other))
    other.refresh_from_db()
    assert other.run_id != run.pk
