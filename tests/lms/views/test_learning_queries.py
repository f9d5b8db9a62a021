"""What a page costs stays the same however many classes, lessons and people there are."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.selectors import lessons_of
from lms.services.enrolment import enrolment_create
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def queries(django_assert_max_num_queries, client, address, limit):
    client.get(address)
    with django_assert_max_num_queries(limit) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_course_page_takes_at_most_twelve(django_assert_max_num_queries):
    page = course(lessons=8)
    for _ in range(5):
        CourseRunFactory(course=page)
    queries(django_assert_max_num_queries, Client(), "/pelatihan/foto-produk/", 12)


def test_a_lesson_takes_at_most_fifteen(django_assert_max_num_queries, client):
    enrolment = enrolled(course=course(lessons=8))
    client.force_login(enrolment.user)
    first = lessons_of(course=enrolment.run.course)[0]
    queries(django_assert_max_num_queries, client, reverse("class_lesson", args=[enrolment.run.public_id, first.pk]), 15)


def test_my_classes_cost_the_same_for_one_and_for_many(django_assert_max_num_queries, client):
    user = LearnerFactory()
    client.force_login(user)
    counts = []
    for number in range(12):
        enrolment_create(user=user, run=CourseRunFactory(course=course(title=f"Kursus {number}", lessons=2)))
        if number in (0, 9):
            counts.append(queries(django_assert_max_num_queries, client, "/kelas/", 12))
    assert counts[0] == counts[1]
    page = client.get("/kelas/").content.decode()
    assert page.count('class="card"') == 10
    assert client.get("/kelas/?page=2").content.decode().count('class="card"') == 2


def test_the_course_list_costs_the_same_for_one_and_for_many(django_assert_max_num_queries, client):
    counts = []
    for number in range(13):
        CourseRunFactory(course=course(title=f"Kursus {number:02d}"))
        if number in (0, 11):
            counts.append(queries(django_assert_max_num_queries, client, "/pelatihan/", 12))
    assert counts[0] == counts[1]
    assert client.get("/pelatihan/").content.decode().count('class="card"') == 12
    assert "Kursus 12" in client.get("/pelatihan/?page=2").content.decode()
