"""The page of a lesson leads on: the lesson before, the one after, and the next one that isn't done."""

import re

import pytest
from django.urls import reverse

from courses.content.selectors import lessons_of
from tests.factories.courses import course
from tests.factories.learning import enrolled

pytestmark = pytest.mark.django_db


def test_each_lesson_has_its_neighbours_and_a_finished_one_names_the_next_to_do(client):
    enrolment = enrolled(course=course(lessons=3))
    client.force_login(enrolment.user)
    first, second, third = (
        reverse("class_lesson", args=[enrolment.run.public_id, lesson.pk])
        for lesson in lessons_of(course=enrolment.run.course)
    )
    neighbours = [
        dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', client.get(each).text)) for each in (first, second, third)
    ]
    assert neighbours == [{"next": second}, {"prev": first, "next": third}, {"prev": second}]
    client.post(second)
    assert re.search(rf'href="{first}">Lanjut ke pelajaran 1<', client.get(second).text)
    client.post(first)
    assert re.search(rf'href="{third}">Lanjut ke pelajaran 3<', client.get(second).text)
