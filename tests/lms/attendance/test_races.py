"""One person at one meeting, many times at once, on PostgreSQL."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from lms.attendance import checkin
from lms.attendance.models import Attendance
from lms.attendance.services import attendance_mark, check_in
from tests.factories.attendance import meeting
from tests.factories.learning import LearnerFactory, enrolled
from tests.lms.learning.test_races import _postgresql, at_once  # noqa: F401 - a fixture for this file too

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_twenty_check_ins_of_one_person_give_one_row():
    enrolment = enrolled()
    session = meeting(enrolment.run)
    token = checkin.shown_code(session, timezone.now()).token
    address = reverse("attendance_scan", args=[session.pk, token])

    def tap(number: int) -> str:
        client = Client()
        client.force_login(enrolment.user)
        return client.post(address).headers.get("Location", "")

    assert set(at_once(20, tap)) == {reverse("class_home", args=[enrolment.run.public_id])}
    assert Attendance.objects.count() == 1
    assert AuditEntry.objects.filter(action="lms.attendance.taken").count() == 1


def test_staff_and_the_person_at_the_same_moment_give_one_row():
    enrolment, clerk = enrolled(), LearnerFactory()
    session = meeting(enrolment.run)

    def act(number: int) -> None:
        if number % 2:
            check_in(enrolment=enrolment, session=session, method=Attendance.Method.QR)
        else:
            attendance_mark(session=session, present={enrolment.pk}, absent=(), by=clerk)

    at_once(12, act)
    assert Attendance.objects.count() == 1
    assert AuditEntry.objects.filter(action="lms.attendance.taken").count() == 1


def test_ticks_and_unticks_at_once_leave_one_row_or_none():
    enrolment, clerk = enrolled(), LearnerFactory()
    session = meeting(enrolment.run)

    def act(number: int) -> None:
        keys = {enrolment.pk}
        attendance_mark(session=session, present=keys if number % 2 else (), absent=() if number % 2 else keys, by=clerk)

    at_once(12, act)
    taken, removed = (AuditEntry.objects.filter(action=f"lms.attendance.{what}").count() for what in ("taken", "removed"))
    assert Attendance.objects.count() == taken - removed <= 1
