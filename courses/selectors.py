"""Reads about courses and runs that more than one view needs."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.utils import timezone

from courses.models import CourseIndexPage, CoursePage, CourseRun, LessonPage

COURSES_PER_PAGE = 12


def course_list_page(*, index: CourseIndexPage, number: str | None) -> PaginatorPage:
    """One screen of published courses, each with the runs that can be or will be entered."""
    runs = CourseRun.objects.not_over_at(timezone.now()).order_by("enrolment_opens", "pk")
    courses = (
        CoursePage.objects.child_of(index)
        .live()
        .public()
        .order_by("title")
        .prefetch_related(Prefetch("runs", runs, "next_runs"))
    )
    return Paginator(courses, COURSES_PER_PAGE).get_page(number)


def lessons_of(*, course: CoursePage) -> list[LessonPage]:
    """The published lessons, in the order of the tree; ``descendant`` so that modules can come between."""
    return list(LessonPage.objects.descendant_of(course).live().order_by("path").defer("body"))


def lessons_by_course(*, courses: Sequence[CoursePage]) -> dict[int, list[LessonPage]]:
    """Published lessons of several courses in one query."""
    found: dict[int, list[LessonPage]] = {course.pk: [] for course in courses}
    if not found:
        return found
    anywhere = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    for lesson in LessonPage.objects.live().filter(anywhere).order_by("path").defer("body"):
        for course in courses:
            if lesson.path.startswith(course.path):
                found[course.pk].append(lesson)
                break
    return found


def runs_on_show(*, course: CoursePage, moment: datetime | None = None) -> list[CourseRun]:
    """Runs that a visitor can enter or wait for, the next one first."""
    runs = list(
        CourseRun.objects.not_over_at(moment or timezone.now()).filter(course=course).order_by("enrolment_opens", "pk")
    )
    for run in runs:
        run.course = course
    return runs
