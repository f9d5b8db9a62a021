"""One phone that sends the same report many times at once, on PostgreSQL."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from courses.content.selectors import lessons_of
from lms.learning.models import LessonProgress
from lms.learning.offline import owner_token
from tests.factories.courses import course
from tests.factories.learning import enrolled
from tests.lms.learning.test_races import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


def test_the_same_report_ten_times_at_once_is_one_row_a_lesson():
    enrolment = enrolled(course=course(lessons=5))
    now = timezone.now().isoformat()
    events = [{"id": str(uuid.uuid4()), "lesson": each.pk, "at": now} for each in lessons_of(course=enrolment.run.course)]
    body = json.dumps({"owner": owner_token(enrolment.user), "events": events})
    address = reverse("class_progress", args=[enrolment.run.public_id])

    def send(number):
        client = Client()
        client.force_login(enrolment.user)
        answer = client.post(address, body, content_type="application/json")
        return [one["outcome"] for one in answer.json()["results"]]

    outcomes = [outcome for answer in at_once(10, send) for outcome in answer]
    assert outcomes.count("recorded") == 5
    assert outcomes.count("already") == 45
    assert LessonProgress.objects.count() == 5
    assert AuditEntry.objects.filter(action="lms.lesson.completed").count() == 5
