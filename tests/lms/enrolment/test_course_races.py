"""Staff choose another course for a class while people enrol, on PostgreSQL: no enrolment ends in another course."""

import pytest
from django.db import connection
from django.utils import timezone

from courses.runs.models.run import CourseRun, RunInUse
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory
from tests.lms.learning.test_races import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


@pytest.mark.parametrize("staff_at", [0, 3, 6])
def test_a_course_changes_before_enrolments_or_not_at_all(staff_at):
    run, other, people = CourseRunFactory(), course("Lain"), [LearnerFactory() for _ in range(7)]
    begun = []

    def change() -> str:
        mine = CourseRun.objects.get(pk=run.pk)
        mine.course = other
        begun.append(timezone.now())
        try:
            mine.save()
        except RunInUse:
            return "refused"
        return "changed"

    def act(number: int) -> str:
        return change() if number == staff_at else str(enrolment_create(user=people[number], run=run).state)

    said = at_once(7, act)
    assert said.count("enrolled") == 6
    is_changed = CourseRun.objects.get(pk=run.pk).course_id == other.pk
    assert is_changed is ("changed" in said)
    before = Enrolment.objects.filter(run=run, enrolled_at__lt=begun[0]).exists()
    assert not (is_changed and before)
