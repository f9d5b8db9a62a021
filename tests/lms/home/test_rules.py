"""Which step comes first, and which days are coming: the rules alone."""

import datetime as dt
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.documents.formatting import days_away
from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.enrolment.models.enrolment import Enrolment
from lms.home.dates import dates_ahead
from lms.home.steps import ClassUnderWay, Step, Urgency, most_urgent, offer_step, steps_in
from lms.learning import completion
from lms.learning.selectors import Checklist

pytestmark = pytest.mark.django_db  # a page asks for its content type

NOW = dt.datetime(2026, 11, 25, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
TODAY = NOW.date()


def days(number):
    return dt.timedelta(days=number)


def under_way(title="Foto Produk", *, lessons=2, done=0, active=0, meetings=(), **run_fields):
    """A class in memory; ``active``: days since the last step; ``meetings``: days from today, at noon."""
    run = CourseRun(course=CoursePage(title=title), name="Angkatan 1", **run_fields)
    pages = [LessonPage(pk=number, title=f"Pelajaran {number}") for number in range(1, lessons + 1)]
    not_asked = {completion.Step.ATTENDANCE: None, completion.Step.TEST: None}
    checklist = Checklist(Enrolment(run=run), pages, {page.pk for page in pages[:done]}, not_asked)
    sessions = [
        RunSession(title="Praktik", starts_at=NOW + days(away) + dt.timedelta(hours=4), ends_at=NOW + days(away + 0.25))
        for away in meetings
    ]
    return ClassUnderWay(checklist, NOW - days(active), sessions)


def step_of(*classes):
    return most_urgent(step for item in classes for step in steps_in(item, now=NOW))


def a_step(urgency, order=0.0, title="Kelas"):
    return Step(urgency, order, title, "", "", "")


def test_what_ends_by_itself_comes_before_what_waits():
    steps = [a_step(urgency) for urgency in Urgency]
    expected = ["OFFER", "MEETING", "DEADLINE", "EVALUATION", "DATA", "TEST", "LESSON", "CERTIFICATE"]
    found = []
    while steps:
        found.append(most_urgent(steps))
        steps.remove(found[-1])
    assert [step.urgency.name for step in found] == expected


def test_the_answer_does_not_depend_on_the_order_of_the_classes():
    steps = [a_step(Urgency.LESSON, 2), a_step(Urgency.LESSON, 1, "B"), a_step(Urgency.LESSON, 1, "A")]
    assert {most_urgent(each).title for each in permutations(steps)} == {"A"}


def test_an_offered_seat_shows_its_end_and_the_earliest_comes_first():
    late, soon = (offer_step(run=under_way(title).run, until=NOW + days(n)) for title, n in (("Lama", 2), ("Segera", 1)))
    first = most_urgent([late, soon, a_step(Urgency.MEETING)])
    assert (first.title, first.text) == (
        "Segera",
        "Ada kursi untuk Anda, disimpan sampai 26 November 2026 pukul 08.00 WIB.",
    )


def test_without_classes_there_is_no_step():
    assert step_of() is None
    assert step_of(under_way(lessons=0)) is None


def test_a_meeting_of_tomorrow_comes_before_the_lessons_and_one_after_that_does_not():
    assert step_of(under_way(meetings=[1])).text == "Praktik: besok, pukul 12.00–14.00 WIB."
    assert step_of(under_way(meetings=[2])).urgency == Urgency.LESSON


def test_a_meeting_of_today_comes_before_one_of_tomorrow():
    assert step_of(under_way("Besok", meetings=[1]), under_way("Sekarang", meetings=[0])).title == "Sekarang"


def test_a_meeting_names_its_place_or_that_of_the_class():
    assert step_of(under_way(meetings=[0], place_name="Aula UPT")).text.endswith("Tempat: Aula UPT.")


@pytest.mark.parametrize(("away", "urgency"), [(0, "DEADLINE"), (7, "DEADLINE"), (8, "LESSON"), (-1, "LESSON")])
def test_a_class_about_to_end_comes_first(away, urgency):
    near = under_way("Hampir habis", starts_on=TODAY - days(9), ends_on=TODAY + days(away), active=5)
    step = step_of(near, under_way("Baru"))
    assert step.urgency.name == urgency
    assert (step.title == "Hampir habis") is (urgency == "DEADLINE")


def test_a_deadline_says_what_is_missing_and_leads_there():
    soon = {"starts_on": TODAY, "ends_on": TODAY + days(1)}
    step = step_of(under_way(done=1, **soon))
    assert step.text == "Kelas ini berakhir besok, 26 November 2026. Masih ada 1 pelajaran."
    assert "/pelajaran/2/" in step.url
    step = step_of(under_way(done=2, **soon))
    assert step.text.endswith("Tinggal evaluasi.")
    assert step.url.endswith("/evaluasi/")


def test_the_evaluation_comes_before_lessons_of_other_classes():
    assert step_of(under_way("Baru", active=0), under_way("Tinggal evaluasi", done=2, active=30)).label == "Isi evaluasi"


def test_one_goes_on_where_one_was_last():
    step = step_of(under_way("Lama", done=1, active=9), under_way("Kemarin", done=1, active=1))
    assert (step.title, step.label) == ("Kemarin", "Lanjutkan belajar")
    assert step.text == "Pelajaran berikutnya: Pelajaran 2."


def test_the_days_ahead_are_in_order_and_say_how_far_they_are():
    site = {"mode": "on_site", "starts_on": TODAY + days(1), "ends_on": TODAY + days(3)}
    found = dates_ahead([under_way(meetings=[2], **site), under_way(ends_on=TODAY, starts_on=TODAY)], today=TODAY)
    assert [(date.away, date.what) for date in found] == [
        ("hari ini", "Hari terakhir kelas"),
        ("besok", "Kelas dimulai"),
        ("2 hari lagi", "Praktik"),
        ("3 hari lagi", "Hari terakhir kelas"),
    ]


def test_a_first_day_with_a_meeting_is_listed_once_and_a_last_day_after_its_meeting():
    first = {"mode": "on_site", "starts_on": TODAY + days(1)}
    two_days = under_way(meetings=[1, 2], ends_on=TODAY + days(2), **first)
    assert [date.what for date in dates_ahead([two_days], today=TODAY)] == ["Praktik", "Praktik", "Hari terakhir kelas"]
    one_day = under_way(meetings=[1], ends_on=TODAY + days(1), **first)
    assert [date.what for date in dates_ahead([one_day], today=TODAY)] == ["Praktik"]


def test_what_is_over_or_further_than_thirty_days_is_left_out():
    far = under_way(meetings=[31], starts_on=TODAY - days(2), ends_on=TODAY + days(40), mode="scheduled")
    assert dates_ahead([far, under_way(starts_on=TODAY - days(9), ends_on=TODAY - days(1))], today=TODAY) == []


def test_a_class_of_ones_own_pace_has_no_first_day():
    assert dates_ahead([under_way(starts_on=TODAY + days(3))], today=TODAY) == []


def test_days_in_words():
    assert [days_away(TODAY + days(n), today=TODAY) for n in (0, 1, 2)] == ["hari ini", "besok", "2 hari lagi"]
    assert timezone.localdate(NOW) == TODAY
