"""What a page costs stays the same however many classes, lessons and people there are."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.operations.services import set_up_site
from courses.content.selectors import lessons_of
from courses.runs.models.session import RunSession
from courses.runs.services.runs import run_cancel
from tests.factories.courses import CourseRunFactory, course, module
from tests.factories.courses import lesson as add_lesson
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.post_test import post_test

pytestmark = pytest.mark.django_db


def queries(django_assert_max_num_queries, client, address, limit):
    client.get(address)
    with django_assert_max_num_queries(limit) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_course_page_takes_at_most_eleven_and_three_once_its_outline_is_known(django_assert_max_num_queries, request):
    set_up_site()
    page = course(lessons=8)
    add_lesson(module(page, "Bagian"), "Di dalam bagian")
    for number in range(5):
        CourseRunFactory(course=page, quota=number + 1)
    queries(django_assert_max_num_queries, Client(), "/pelatihan/foto-produk/", 11)
    request.getfixturevalue("process_cache")
    queries(django_assert_max_num_queries, Client(), "/pelatihan/foto-produk/", 3)


def test_a_lesson_takes_at_most_nine_and_six(django_assert_max_num_queries, client, request):
    enrolment = enrolled(course=course(lessons=8))
    post_test(enrolment.run)  # which isn't looked at while lessons are left
    client.force_login(enrolment.user)
    first = lessons_of(course=enrolment.run.course)[0]
    address = reverse("class_lesson", args=[enrolment.run.public_id, first.pk])
    queries(django_assert_max_num_queries, client, address, 9)
    request.getfixturevalue("process_cache")
    queries(django_assert_max_num_queries, client, address, 6)


def test_the_home_of_a_class_takes_at_most_ten_and_six(django_assert_max_num_queries, client, request):
    enrolment = enrolled(course=course(lessons=8))
    client.force_login(enrolment.user)
    address = reverse("class_home", args=[enrolment.run.public_id])
    queries(django_assert_max_num_queries, client, address, 10)
    request.getfixturevalue("process_cache")
    queries(django_assert_max_num_queries, client, address, 6)


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
    client, process_cache, monkeypatch, change, django_capture_on_commit_callbacks
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
    monkeypatch.setattr("core.pages.process_cache._in_transaction", lambda: True)  # no cached value is used
    assert after == [client.get(address).content for address in addresses] != before


RUN_CHANGES = {
    "the class renamed": lambda run: _saved(run, name="Nama baru"),
    "the class called off": lambda run: run_cancel(run=run, by=LearnerFactory(), reason="Pengajar sakit"),
    "a meeting added": lambda run: meeting(run, days=2),
    "a meeting moved": lambda run: _saved(run.sessions.get(), place="Balai desa"),
    "a meeting deleted": lambda run: run.sessions.get().delete(),
    "another pass mark": lambda run: _saved(run.post_test, pass_mark=99),
    "no test any more": lambda run: _saved(run, post_test=None),
    "the course renamed": lambda run: _saved(run.course, title="Judul baru"),
}


@pytest.mark.parametrize("change", RUN_CHANGES)
def test_a_change_of_the_class_shows_at_the_next_request(
    client, process_cache, monkeypatch, change, django_capture_on_commit_callbacks
):
    enrolment = enrolled(course=course(lessons=1), mode="scheduled", starts_on=timezone.localdate())
    run = enrolment.run
    meeting(run, days=1)
    post_test(run)
    client.force_login(enrolment.user)
    addresses = [reverse("class_home", args=[run.public_id]), "/kelas/", "/pelatihan/foto-produk/"]
    before = [_content(client, address) for address in addresses]
    with django_capture_on_commit_callbacks(execute=True):
        RUN_CHANGES[change](run)
    after = [_content(client, address) for address in addresses]
    monkeypatch.setattr("core.pages.process_cache._in_transaction", lambda: True)  # no cached value is used
    assert after == [_content(client, address) for address in addresses]
    assert [a == b for a, b in zip(before, after, strict=True)].count(False) >= 1


def _content(client, address):
    answer = client.get(address)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.text)


def meeting(run, *, days):
    starts = timezone.now() + timedelta(days=days)
    RunSession.objects.create(run=run, title=f"Hari {days}", starts_at=starts, ends_at=starts + timedelta(hours=2))


def _saved(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def test_the_course_list_costs_the_same_for_one_and_for_many(django_assert_max_num_queries, client):
    counts = []
    for number in range(13):
        CourseRunFactory(course=course(title=f"Kursus {number:02d}"))
        if number in (0, 11):
            counts.append(queries(django_assert_max_num_queries, client, "/pelatihan/", 12))
    assert counts[0] == counts[1]
    assert client.get("/pelatihan/").content.decode().count('class="card"') == 12
    assert "Kursus 12" in client.get("/pelatihan/?page=2").content.decode()
