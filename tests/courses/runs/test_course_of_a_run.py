"""A class stays one of the course that its people chose."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from core.people.roles import CURRICULUM_ANALYST
from courses.runs.models.run import CourseRun, RunInUse
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory, certified, enrolled
from tests.factories.waiting import full_run, somebody_in, wait
from tests.lms.attendance.test_attended_meetings import form_data

pytestmark = pytest.mark.django_db
SENTENCE = "pelatihannya tidak bisa diganti"


def left():
    enrolment = enrolled()
    return enrolment_cancel(enrolment=enrolment, by=enrolment.user).run


def only_waited_for():
    run = full_run()
    wait(run)
    somebody_in(run).delete()
    return run


@pytest.mark.parametrize("people", [lambda: enrolled().run, left, only_waited_for, lambda: certified().run])
def test_the_course_stays_once_people_have_come(client, people):
    run, other = people(), course("Lain")
    client.force_login(staff(CURRICULUM_ANALYST))
    address = reverse("courses_run:edit", args=[run.pk])
    refused = client.post(address, form_data(run, course=other.pk))
    assert SENTENCE in refused.context["form"].errors["course"][0]
    assert SENTENCE in refused.text
    assert client.post(address, form_data(run, name="Nama baru", quota="9")).status_code == 302
    stored = CourseRun.objects.get(pk=run.pk)
    assert (stored.course_id, stored.name) == (run.course_id, "Nama baru")


def test_a_class_without_people_may_change_its_course(client):
    run, other = CourseRunFactory(), course("Lain")
    client.force_login(staff(CURRICULUM_ANALYST))
    assert client.post(reverse("courses_run:edit", args=[run.pk]), form_data(run, course=other.pk)).status_code == 302
    run.refresh_from_db()
    assert run.course == other


def test_code_is_refused_as_the_form_is():
    run, other = enrolled().run, course("Lain")
    run.course = other
    with pytest.raises(ValidationError) as caught:
        run.full_clean()
    assert SENTENCE in caught.value.message_dict["course"][0]
    for only in (None, ["course"]):
        with pytest.raises(RunInUse), transaction.atomic():
            run.save(update_fields=only)
    run.refresh_from_db()
    assert run.course != other


def test_somebody_who_enrols_while_staff_choose_is_seen(client, monkeypatch):
    run, other = CourseRunFactory(), course("Lain")
    client.force_login(staff(CURRICULUM_ANALYST))
    looked = CourseRun.clean

    def enrol_after_the_look(self):
        looked(self)
        enrolment_create(user=LearnerFactory(), run=CourseRun.objects.get(pk=run.pk))

    monkeypatch.setattr(CourseRun, "clean", enrol_after_the_look)
    refused = client.post(reverse("courses_run:edit", args=[run.pk]), form_data(run, course=other.pk))
    assert SENTENCE in refused.context["form"].errors["course"][0]
    assert CourseRun.objects.get(pk=run.pk).course_id == run.course_id
