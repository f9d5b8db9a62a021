"""A full class and people in front of it."""

from typing import Any

import factory

from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services.enrolment import enrol_or_wait, enrolment_create
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory


class PersonFactory(LearnerFactory):
    """Named apart from the people of other factories."""

    email = factory.Sequence(lambda n: f"antre{n}@example.id")


def full_run(quota: int = 1, **fields: Any) -> CourseRun:
    run = CourseRunFactory(quota=quota, **fields)
    for _ in range(quota):
        enrolment_create(user=PersonFactory(), run=run)
    return run


def wait(run: CourseRun, user: User | None = None) -> WaitingEntry:
    entry = enrol_or_wait(user=user or PersonFactory(), run=run)
    assert isinstance(entry, WaitingEntry)
    return entry


def somebody_in(run: CourseRun) -> Enrolment:
    enrolment = Enrolment.objects.filter(run=run, state=Enrolment.State.ENROLLED).order_by("pk").first()
    assert enrolment is not None
    return enrolment
