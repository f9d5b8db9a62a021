"""A run cancelled while people enrol, on PostgreSQL: the enrolled are notified, the others refused."""

import pytest
from django.db import connection

from core.jobs import services as job_services
from core.jobs.models import Job
from core.messages.models import Notification
from courses.runs.services.runs import run_cancel
from lms.enrolment.errors import RunClosed
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory
from tests.lms.learning.test_races import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


def test_a_person_enrolled_before_a_cancellation_is_notified():
    run = CourseRunFactory()
    people = [LearnerFactory() for _ in range(20)]

    def act(number: int) -> str:
        if number == 7:
            run_cancel(run=run, by=people[number], reason="Gedung dipakai")
            return "cancelled"
        try:
            enrolment_create(user=people[number], run=run)
        except RunClosed:
            return "refused"
        return "in"

    answers = at_once(20, act)
    job_services.run(Job.objects.get(kind="lms.tell_cancelled").pk)
    inside = set(Enrolment.objects.values_list("user_id", flat=True))
    assert len(inside) == answers.count("in")
    assert set(Notification.objects.filter(category="kelas").values_list("recipient_id", flat=True)) == inside


def test_two_who_call_a_class_off_at_once_tell_its_people_once():
    run = CourseRunFactory()
    enrolment_create(user=LearnerFactory(), run=run)
    staff = [LearnerFactory(), LearnerFactory()]
    at_once(2, lambda number: run_cancel(run=run, by=staff[number], reason=f"Alasan {number}"))
    for job in Job.objects.filter(kind="lms.tell_cancelled"):
        job_services.run(job.pk)
    assert Notification.objects.filter(category="kelas").count() == 1
