"""No caller can change what the process cache gives to the next: each kind of value that courses caches."""

from collections.abc import Callable
from typing import Any

import pytest

from courses.catalogue.selectors import current_runs
from courses.content import selectors
from courses.content.models.pages import CoursePage
from courses.questions import selectors as selectors_tests
from courses.runs.models.run import CourseRun
from courses.runs.selectors import meetings_by_run, runs_by_pk
from tests.factories.attendance import meeting
from tests.factories.courses import CourseRunFactory, course, lesson, module
from tests.factories.post_test import post_test

pytestmark = pytest.mark.django_db

KINDS: dict[str, Callable[[CourseRun], Any]] = {
    "run": lambda run: runs_by_pk([run.pk])[run.pk],
    "course of a run": lambda run: runs_by_pk([run.pk])[run.pk].course,
    "meeting": lambda run: meetings_by_run([run.pk])[run.pk][0],
    "lesson": lambda run: selectors.lessons_by_course(courses=[_course(run)])[run.course_id][0],
    "module": lambda run: selectors.outline_of(course=_course(run))[0].module,
    "run on show": lambda run: current_runs(course=_course(run))[0],
    "meeting of a run on show": lambda run: current_runs(course=_course(run))[0].sessions.all()[0],
    "test": lambda run: selectors_tests.tests_by_pk([run.post_test_id])[run.post_test_id],
}
LISTS: dict[str, Callable[[CourseRun], list[Any]]] = {
    "meetings": lambda run: meetings_by_run([run.pk])[run.pk],
    "lessons": lambda run: selectors.lessons_by_course(courses=[_course(run)])[run.course_id],
}


def _course(run: CourseRun) -> CoursePage:
    return CoursePage.objects.get(pk=run.course_id)


@pytest.fixture
def run() -> CourseRun:
    page = course(lessons=0)
    lesson(module(page, "Bagian"), "Awal")
    made = CourseRunFactory(course=page)
    meeting(made)
    post_test(made)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_an_object_is_the_callers_own(run: CourseRun, kind: str, process_cache: None) -> None:
    read = KINDS[kind]
    known = read(run)
    for _ in range(2):  # the one that was stored, and one that was handed out
        changed = read(run)
        assert changed == known
        changed.title = changed.name = changed.place = "diubah"
        changed.pk = None
    assert "diubah" not in vars(read(run)).values()
    assert read(run) == known


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_the_callers_own(run: CourseRun, kind: str, process_cache: None) -> None:
    read = LISTS[kind]
    for _ in range(2):
        read(run).clear()
    assert len(read(run)) == 1
