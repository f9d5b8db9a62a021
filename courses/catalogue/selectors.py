"""Reads of the public list of courses and of a course's page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.query import PageQuerySet

from core.pages.process_cache import ProcessCache
from courses.content.models.pages import CourseIndexPage, CoursePage
from courses.runs.models.run import CourseRun
from courses.runs.registry import annotate_seats_left
from courses.runs.terms import certificate_terms

COURSES_PER_PAGE = 12
# Minutes: from more than the first up to the second.
LENGTHS: dict[str, tuple[int, int]] = {"pendek": (0, 60), "sedang": (60, 180), "panjang": (180, 1_000_000)}

# By course.
_open_runs: ProcessCache[int, list[CourseRun]] = ProcessCache()


def live_courses() -> "PageQuerySet[CoursePage]":
    """Published courses without view restrictions, by title."""
    return CoursePage.objects.live().public().order_by("title")


def course_list_page(
    *, index: CourseIndexPage, number: str | None, filters: Mapping[str, Any] | None = None
) -> PaginatorPage:
    """One page of published courses, each with its ``next_runs`` (open or opening later) and their ``seats_left``.

    ``filters``: topik (a Topic), tingkat, cara, lama. The number of queries is constant.
    """
    runs = CourseRun.objects.not_over_at(timezone.now()).in_order_of_start()
    courses = (
        live_courses()
        .child_of(index)
        .filter(_condition(filters or {}, runs))
        .select_related("topic")
        .defer("body")
        .prefetch_related(Prefetch("runs", runs, "next_runs"))
    )
    page = Paginator(courses, COURSES_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    annotate_seats_left(runs=[run for course in page.object_list for run in course.next_runs])
    return page


def _condition(filters: Mapping[str, Any], runs: QuerySet[CourseRun]) -> Q:
    narrowed = Q()
    if "topik" in filters:
        narrowed &= Q(topic=filters["topik"])
    if "tingkat" in filters:
        narrowed &= Q(level=filters["tingkat"])
    if "lama" in filters:
        more_than, up_to = LENGTHS[filters["lama"]]
        narrowed &= Q(duration_minutes__gt=more_than, duration_minutes__lte=up_to)
    if "cara" in filters:
        narrowed &= Q(Exists(runs.filter(course=OuterRef("pk"), mode=filters["cara"])))
    return narrowed


def current_runs(*, course: CoursePage, moment: datetime | None = None) -> list[CourseRun]:
    """Runs that are open or open later, by start, with their meetings, ``seats_left`` and ``terms``."""
    moment = moment or timezone.now()
    cached = _open_runs.get(course.pk, lambda: _read_open_runs(course, moment)) or []
    runs = [run for run in cached if not run.is_over_at(moment)]
    for run in runs:
        run.course = course
        meetings = len(run.sessions.all())
        run.terms = certificate_terms(run=run, test=run.post_test, meetings=meetings)  # type: ignore[attr-defined]
    annotate_seats_left(runs=runs)
    return runs


def _read_open_runs(course: CoursePage, moment: datetime) -> list[CourseRun]:
    """Runs not over at ``moment``. Safe to cache: a run that is over stays so until it is saved, which clears the cache."""
    runs = CourseRun.objects.not_over_at(moment).filter(course=course.pk)
    return list(runs.select_related("post_test").prefetch_related("sessions").in_order_of_start())
