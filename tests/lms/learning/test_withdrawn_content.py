"""Lessons, modules and courses withdrawn while a page is open: an explanation, no loss, nothing done twice."""

import pytest
from django.urls import reverse

from courses.content.selectors import lessons_of
from lms.certificates.models import Certificate
from lms.learning.models import LessonProgress
from lms.opinions.services import evaluation_submit
from tests.factories.courses import course
from tests.factories.learning import enrolled, good_answers, lessons_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client):
    """A participant of a run of two lessons, with the first one open."""
    enrolment = enrolled(course=course(lessons=2))
    client.force_login(enrolment.user)
    return client, enrolment


def address(enrolment, lesson):
    return reverse("class_lesson", args=[enrolment.run.public_id, lesson.pk])


def home(enrolment):
    return reverse("class_home", args=[enrolment.run.public_id])


def test_done_on_a_withdrawn_lesson_is_explained_and_not_recorded(inside):
    client, enrolment = inside
    first, second = lessons_of(course=enrolment.run.course)
    client.post(address(enrolment, second))
    first.unpublish()
    for response in (client.post(address(enrolment, first)), client.get(address(enrolment, first))):
        assert response.status_code == 404
        assert "sedang tidak tersedia" in response.text
        assert f'href="{home(enrolment)}"' in response.text
    assert [each.lesson_id for each in LessonProgress.objects.all()] == [second.pk]


def test_a_deleted_lesson_gets_the_same_page(inside):
    client, enrolment = inside
    first, _ = lessons_of(course=enrolment.run.course)
    gone = address(enrolment, first)
    first.delete()
    assert "sedang tidak tersedia" in client.post(gone).text


def test_what_was_done_counts_again_when_the_lesson_comes_back(inside):
    client, enrolment = inside
    first, second = lessons_of(course=enrolment.run.course)
    for lesson in (first, second):
        client.post(address(enrolment, lesson))
    first.unpublish()
    assert client.get(home(enrolment)).status_code == 200
    first.refresh_from_db()
    first.save_revision().publish()
    assert reverse("class_evaluation", args=[enrolment.run.public_id]) in client.get(home(enrolment)).text


def test_people_in_a_course_that_leaves_the_site_go_on_to_their_certificate(inside):
    client, enrolment = inside
    enrolment.run.course.unpublish()
    assert client.get("/pelatihan/foto-produk/").status_code == 404
    assert "Foto Produk" in client.get("/kelas/").text
    for lesson in lessons_of(course=enrolment.run.course):
        answer = client.post(address(enrolment, lesson))
    assert answer.url == reverse("class_evaluation", args=[enrolment.run.public_id])
    assert client.get(answer.url).status_code == 200


def test_a_course_that_leaves_with_its_lessons_keeps_its_people_and_says_to_come_back(inside):
    client, enrolment = inside
    first, second = lessons_of(course=enrolment.run.course)
    client.post(address(enrolment, first))
    for page in (enrolment.run.course, first, second):
        page.unpublish()
    assert "Pelajaran sedang disiapkan" in client.get(home(enrolment)).text
    assert "Pelajaran sedang disiapkan" in client.get("/kelas/").text
    assert "sedang tidak tersedia" in client.post(address(enrolment, second)).text
    assert LessonProgress.objects.count() == 1


def test_the_back_button_after_the_end_changes_nothing(inside):
    client, enrolment = inside
    lessons_read(enrolment)
    evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    first, second = lessons_of(course=enrolment.run.course)
    run = enrolment.run.public_id
    assert client.get(address(enrolment, second)).status_code == 200
    assert client.post(address(enrolment, first)).url == home(enrolment)
    for method in (client.get, client.post):
        assert method(reverse("class_evaluation", args=[run])).url == reverse("class_done", args=[run])
    assert method(reverse("class_leave", args=[run])).url == home(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    assert Certificate.objects.count() == 1
    assert LessonProgress.objects.count() == 2
