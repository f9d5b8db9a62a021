"""Many at once, on PostgreSQL: the quota holds, and a class gives one certificate."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.opinions.models import EvaluationAnswer
from lms.certificates.models import Certificate, CertificateSeries
from lms.enrolment.errors import RunFull
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import enrolment_create
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, enrolled, lessons_read

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """Run ``act`` in ``count`` threads that start together, each with a connection of its own."""
    gate = Barrier(count)

    def runner(number: int) -> object:
        try:
            gate.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(runner, range(count)))


def test_forty_people_on_ten_seats_give_ten_enrolments():
    run = CourseRunFactory(quota=10)
    people = [LearnerFactory() for _ in range(40)]

    def enrol(number: int) -> bool:
        try:
            enrolment_create(user=people[number], run=run)
        except RunFull:
            return False
        return True

    assert at_once(40, enrol).count(True) == 10
    assert Enrolment.objects.count() == 10
    assert RunSeats.objects.get(run=run).taken == 10


def test_twenty_submissions_of_one_person_give_one_certificate():
    enrolment = lessons_read(enrolled())
    run = enrolment.run
    data = {f"jawaban_{q.pk}": "4" if q.kind == "scale" else "Ya" for q in run.evaluation_form.questions.all()}
    address = reverse("class_evaluation", args=[run.public_id])

    def submit(number: int) -> str:
        client = Client()
        client.force_login(enrolment.user)
        return client.post(address, data).headers.get("Location", "")

    answers = at_once(20, submit)
    assert set(answers) == {reverse("class_done", args=[run.public_id])}
    assert Certificate.objects.count() == 1
    assert EvaluationAnswer.objects.count() == 3
    assert CertificateSeries.objects.get().last_number == 1


def test_one_person_tapping_twenty_times_takes_one_seat():
    run, user = CourseRunFactory(quota=5), LearnerFactory()
    at_once(20, lambda number: enrolment_create(user=user, run=run))
    assert Enrolment.objects.count() == 1
    assert RunSeats.objects.get(run=run).taken == 1
