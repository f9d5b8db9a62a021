"""Two windows of one person at the same moment; on PostgreSQL, where transactions really overlap."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.audit.models import AuditEntry
from core.messages.models import Notification
from lms.assessment.errors import AttemptsLeft
from lms.assessment.models import Attempt, AttemptQuestion, ExtraAttempt
from lms.assessment.services.attempts import answers_save, attempt_start, attempt_submit, attempts_sweep
from lms.assessment.services.extra_attempts import extra_attempt_give
from tests.factories.lms import UserFactory
from tests.factories.post_test import answers, attempted, learner_with_test

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(work, arguments):
    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, arguments))


def test_eight_starts_at_once_give_one_attempt():
    enrolment = learner_with_test(attempts_allowed=3, time_limit_minutes=10)
    begun = at_once(lambda _: attempt_start(enrolment=enrolment).pk, range(8))
    assert len(set(begun)) == Attempt.objects.count() == 1
    assert AttemptQuestion.objects.count() == 4
    assert AuditEntry.objects.filter(action="lms.attempt.started").count() == 1


def test_sending_eight_times_at_once_gives_one_mark():
    enrolment = learner_with_test()
    attempt = attempt_start(enrolment=enrolment)
    sent = [answers(attempt, right=number % 5) for number in range(8)]
    marks = at_once(lambda given: attempt_submit(attempt=attempt, given=given).mark, sent)
    attempt.refresh_from_db()
    assert set(marks) == {attempt.mark}
    assert AuditEntry.objects.filter(action="lms.attempt.ended").count() == 1


def test_saving_question_by_question_at_once_loses_none():
    attempt = attempt_start(enrolment=learner_with_test(questions=8))
    each = [{key: given} for key, given in answers(attempt, right=8).items()]
    at_once(lambda given: answers_save(attempt=attempt, given=given), each)
    assert attempt_submit(attempt=attempt, given={}).mark == 100


def test_the_sweep_and_a_late_send_close_it_once():
    attempt = attempt_start(enrolment=learner_with_test(time_limit_minutes=1))
    earlier = {"started_at": attempt.started_at.replace(year=2020), "deadline": attempt.deadline.replace(year=2020)}
    Attempt.objects.filter(pk=attempt.pk).update(**earlier)
    full = answers(attempt, right=4)
    works = [attempts_sweep, lambda: attempt_submit(attempt=attempt, given=full)] * 4
    at_once(lambda work: work(), works)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.mark) == ("closed", 0)
    assert AuditEntry.objects.filter(action="lms.attempt.ended").count() == 1


def test_eight_members_of_staff_at_once_give_one_more_try():
    enrolment = learner_with_test(attempts_allowed=1)
    attempted(enrolment, right=0)
    givers = [UserFactory() for _ in range(8)]

    def give(by):
        try:
            return extra_attempt_give(enrolment=enrolment, reason="Listrik padam", by=by, token=uuid.uuid4()).pk
        except AttemptsLeft:
            return None

    given = [each for each in at_once(give, givers) if each is not None]
    assert len(given) == ExtraAttempt.objects.count() == 1
    assert Notification.objects.filter(recipient=enrolment.user).count() == 1
