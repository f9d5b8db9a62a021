"""A lesson's length is estimated from its words and media and shown beside the trainer's own; the demo keeps to it."""

import pytest
from django.urls import reverse

from core.people.roles import CURRICULUM_ANALYST
from courses.catalogue.site_tree import build_course_index
from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage
from courses.content.study_time import StudyTime
from courses.demo import photo, seed
from courses.demo.practice import PRACTICE
from tests.factories.courses import course
from tests.factories.lms import make_staff
from tests.factories.media import a_video, video_block

pytestmark = pytest.mark.django_db


def lesson(*body):
    return LessonPage(title="Kopi", body=list(body))


def text(words):
    return {"type": "text", "value": f"<p>{'kata ' * words}</p>"}


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ((), 0),
        ((text(1),), 1),
        ((text(160),), 1),
        ((text(161),), 2),
        ((text(100), {"type": "steps", "value": {"steps": [{"title": "kata " * 30, "text": "kata " * 31}]}}), 2),
        ((text(130), {"type": "table", "value": {"caption": "Harga", "cells": "A | B\n1 | 2"}}), 2),
    ],
)
def test_words_wherever_they_stand_make_minutes(body, minutes):
    assert lesson(*body).study_time.minutes == minutes


def test_a_recording_is_as_long_as_what_is_said_in_it_and_without_a_transcript_it_is_named():
    film = video_block(a_video())
    film["value"]["transcript"] = "kata " * 260
    assert lesson(film).study_time == StudyTime(spoken=260, recordings=1)
    assert lesson(film).study_time.minutes == 2
    film["value"]["transcript"] = ""
    assert str(lesson(film).study_time).endswith("belum termasuk 1 rekaman atau berkas tanpa transkrip)")


def test_the_trainer_sees_the_estimate_beside_their_own_figure(client):
    build_course_index()
    page = course("Pemasaran", lessons=2)
    first = LessonPage.objects.child_of(page).first()
    first.body = [text(400)]
    first.save_revision()
    client.force_login(make_staff(CURRICULUM_ANALYST))
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[first.pk])).text
    assert "Perkiraan dari isi yang tersimpan: sekitar 3 menit (400 kata)" in screen
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "termasuk draf: 20 menit (20 menit)" in screen


def test_the_lessons_of_the_demo_say_how_long_they_take_with_their_practice():
    list(seed.seed())
    practice = {slug: minutes for slug, (minutes, _) in PRACTICE.items()} | {photo.LESSON_SLUG: photo.PRACTICE_MINUTES}
    lessons = LessonPage.objects.all()
    assert {one.slug for one in lessons} == practice.keys()
    for one in lessons:
        assert one.duration_minutes == one.study_time.minutes + practice[one.slug]
        assert one.study_time.words >= 250, one.title
    for page in CoursePage.objects.all():
        assert page.duration_minutes == page.lessons_minutes
