"""Two workers with the reminders of one day, on PostgreSQL: each person gets one message."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from core.messages.models import Notification
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.reminders.models import Reminder
from lms.reminders.selectors import next_people
from lms.reminders.services import remind_people
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory
from tests.lms.learning.test_races import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


def test_workers_who_remind_the_same_people_tell_each_once():
    now = timezone.now()
    today = timezone.localdate(now)
    run = CourseRunFactory(mode="scheduled", starts_on=today - dt.timedelta(30), ends_on=today + dt.timedelta(1))
    for _ in range(30):
        enrolment_create(user=LearnerFactory(), run=run)
    Enrolment.objects.update(enrolled_at=now - dt.timedelta(30))
    people = next_people(now=now, after=0)

    def remind(number: int) -> int:
        try:
            return remind_people(people=people, now=now)
        except IntegrityError:  # the job is tried again, and finds that all were told
            return 0

    assert sorted(at_once(4, remind)) == [0, 0, 0, 30]
    assert Reminder.objects.count() == Notification.objects.count() == 30
    assert remind_people(people=people, now=now) == 0
