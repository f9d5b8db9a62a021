"""What a page costs stays the same however many classes, lessons and people there are."""

import pytest
from django.test import Client
from django.urls import reverse

from core.services.site_setup import set_up_site
from courses.selectors import lessons_of
from tests.factories.courses import CourseRunFactory, course, module
from tests.factories.courses import lesson as add_lesson
from tests.factories.learning import enrolled
from tests.factories.post_test import post_test

pytestmark = pytest.mark.django_db


def queries(django_assert_max_num_queries, client, address, limit):
    client.get(address)
    with django_assert_max_num_queries(limit) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_course_page_takes_at_most_eleven_and_five_once_its_outline_is_known(django_assert_max_num_queries, request):
    set_up_site()
    page = course(lessons=8)
    add_lesson(module(page, "Bagian"), "Di dalam bagian")
    for number in range(5):
        CourseRunFactory(course=page, quota=number + 1)
    queries(django_assert_max_num_queries, Client(), "/pelatihan/foto-produk/", 11)
    request.getfixturevalue("kept_reads")
    queries(django_assert_max_num_queries, Client(), "/pelatihan/foto-produk/", 5)


def test_a_lesson_takes_at_most_nine_and_six(django_assert_max_num_queries, client, request):
    enrolment = enrolled(course=course(lessons=8))
    post_test(enrolment.run)  # which isn't looked at while lessons are left
    client.force_login(enrolment.user)
    first = lessons_of(course=enrolment.run.course)[0]
    address = reverse("class_lesson", args=[enrolment.run.public_id, first.pk])
    queries(django_assert_max_num_queries, client, address, 9)
    request.getfixturevalue("kept_reads")
    queries(django_assert_max_num_queries, client, address, 6)


def test_the_home_of_a_class_takes_at_most_ten_and_seven(django_assert_max_num_queries, client, request):
    enrolment = enrolled(course=course(lessons=8))
    client.force_login(enrolment.user)
    address = reverse("class_home", args=[enrolment.run.public_id])
    queries(django_assert_max_num_queries, client, address, 10)
    request.getfixturevalue("kept_reads")
    queries(django_assert_max_num_queries, client, address, 7)


CHANGES = {
    "a lesson renamed": lambda lesson: _saved(lesson, title="Judul baru"),
    "a lesson withdrawn": lambda lesson: lesson.unpublish(),
    "a lesson deleted": lambda lesson: lesson.delete(),
    "a lesson moved": lambda lesson: lesson.move(lesson.get_parent(), pos="last-child"),
    "a lesson added": lambda lesson: add_lesson(lesson.get_parent().specific, "Tambahan"),
    "a module renamed": lambda lesson: _saved(lesson.get_parent().specific, title="Judul baru"),
    "a module withdrawn": lambda lesson: lesson.get_parent().specific.unpublish(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_outline_shows_at_the_next_request(
    client, kept_reads, monkeypatch, change, django_capture_on_commit_callbacks
):
    page = course(lessons=1)
    first, _last = [add_lesson(part, title) for part in [module(page, "Bagian")] for title in ("Awal", "Akhir")]
    enrolment = enrolled(course=page)
    client.force_login(enrolment.user)
    addresses = ["/pelatihan/foto-produk/", reverse("class_home", args=[enrolment.run.public_id])]
    before = [client.get(address).content for address in addresses]
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[change](first)
    after = [client.get(address).content for address in addresses]
    monkeypatch.setattr("core.kept._in_transaction", lambda: True)  # nothing kept is used
    assert after == [client.get(address).content for address in addresses] != before


def _saved(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()


def test_the_course_list_costs_the_same_for_one_and_for_many(django_assert_max_num_queries, client):
    counts = []
    for number in range(13):
        CourseRunFactory(course=course(title=f"Kursus {number:02d}"))
        if number in (0, 11):
            counts.append(queries(django_assert_max_num_queries, client, "/pelatihan/", 12))
    assert counts[0] == counts[1]
    assert client.get("/pelatihan/").content.decode().count('class="card"') == 12
    assert "Kursus 12" in client.get("/pelatihan/?page=2").content.decode()
