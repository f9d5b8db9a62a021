"""Reminders of stalled classes, where only the test is left or was attempted recently."""

import pytest

from core.messages.models import Notification
from lms.assessment.models import Attempt
from lms.assessment.services.attempts import attempt_start
from lms.learning.selectors import checklist
from tests.factories.post_test import attempted, post_test
from tests.lms.reminders.test_reminders import DAY, at, days, enter, progress, remind_on, told_days

pytestmark = pytest.mark.django_db


def waiting(*, test=None, lessons_done=True, **run_fields):
    """A class with one lesson and a test, last touched on ``DAY``."""
    enrolment = enter(on=DAY - days(5), **run_fields)
    if test is not None:
        post_test(enrolment.run, **test)
    if lessons_done:
        progress(enrolment, DAY)
    return enrolment


def sat_on(enrolment, day, right=1):
    """Where the mails are in a test's future, so is the attempt."""
    attempt = attempted(enrolment, right=right)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at(day), ended_at=at(day))


def test_a_reminder_names_the_test_where_only_the_test_is_left_and_links_to_it():
    enrolment = waiting(test={"attempts_allowed": 3})
    assert remind_on(DAY + days(14)) == ["Tinggal tes akhir di kelas Foto Produk"]
    text = Notification.objects.get(category="pengingat").body_text
    assert "Tinggal Tes akhir: perlu nilai 70, sisa 3 kesempatan." in text
    assert f"/kelas/{enrolment.run.public_id}/tes/" in text
    assert "lanjutkan kapan saja" not in text


def test_whose_tries_are_used_up_reads_whom_to_ask():
    enrolment = waiting(test={"attempts_allowed": 1})
    sat_on(enrolment, DAY)
    remind_on(DAY + days(14))
    text = Notification.objects.get(category="pengingat").body_text
    assert "nilai terbaik 25, perlu 70, kesempatan habis. Tanyakan kepada pengajar" in text


@pytest.mark.parametrize(
    "case",
    [
        pytest.param({"test": {}, "lessons_done": False}, id="lessons are left too"),
        pytest.param({}, id="no test is asked"),
        pytest.param({"test": {}, "attendance_percent": 50}, id="attendance is left too"),
    ],
)
def test_other_stalled_classes_get_the_usual_reminder(case):
    day = DAY if case.get("lessons_done", True) else DAY - days(5)
    waiting(**case)
    assert remind_on(day + days(14)) == ["Kelas Foto Produk menunggu Anda"]


def test_a_test_that_was_passed_leaves_the_evaluation():
    enrolment = waiting(test={})
    sat_on(enrolment, DAY, right=4)
    assert checklist(enrolment=enrolment).is_evaluation_open
    assert remind_on(DAY + days(14)) == ["Kelas Foto Produk menunggu Anda"]


def test_a_attempt_pushes_the_word_about_waiting_further_away():
    enrolment = waiting(test={})
    sat_on(enrolment, DAY + days(10))
    assert told_days(around=DAY + days(10), span=10, after=20) == [-14]


def test_an_open_attempt_is_named_in_the_reminder():
    enrolment = waiting(test={})
    attempt = attempt_start(enrolment=enrolment)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=at(DAY))
    remind_on(DAY + days(14))
    assert "sedang dikerjakan" in Notification.objects.get(category="pengingat").body_text
