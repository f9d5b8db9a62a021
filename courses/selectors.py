"""Reads about courses and runs that more than one view needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.query import PageQuerySet

from core.django_patches.compiled_query import Param
from core.pages.process_cache import ProcessCache
from courses.models.announcement import Announcement
from courses.models.lesson import LessonPage, ModulePage
from courses.models.pages import CourseIndexPage, CoursePage
from courses.models.run import CourseRun
from courses.models.session import RunSession
from courses.seats import note_seats_left

R = TypeVar("R", bound=Any)
COURSES_PER_PAGE = 12
# Minutes: from more than the first up to the second.
LENGTHS: dict[str, tuple[int, int]] = {"pendek": (0, 60), "sedang": (60, 180), "panjang": (180, 1_000_000)}


def runs_by_pk(keys: Iterable[int]) -> dict[int, CourseRun]:
    """Runs as participants see them, each with its course without body; a query only after a change of any run."""
    return _runs.get_many(keys, _read_runs)


def with_runs(rows: Iterable[R]) -> list[R]:
    """These rows (enrolments, places in a queue, …), each with its run as ``runs_by_pk`` knows it."""
    listed = list(rows)
    runs = runs_by_pk(row.run_id for row in listed)
    for row in listed:
        row.run = runs[row.run_id]
    return listed


def meetings_by_run(keys: Iterable[int]) -> dict[int, list[RunSession]]:
    """The meetings of each run, in their order; a query only after a change of any run."""
    return _meetings.get_many(keys, _read_meetings)


def live_courses() -> "PageQuerySet[CoursePage]":
    """Published courses that anyone may see."""
    return CoursePage.objects.live().public().order_by("title")


# What participants see on every page, the same for all of them.
_runs: ProcessCache[int, CourseRun] = ProcessCache()
_meetings: ProcessCache[int, list[RunSession]] = ProcessCache()
# By course.
_open_runs: ProcessCache[int, list[CourseRun]] = ProcessCache()
_lessons: ProcessCache[int, list[LessonPage]] = ProcessCache()
_modules: ProcessCache[int, dict[str, ModulePage]] = ProcessCache()


@dataclass
class OutlinePart:
    """Lessons that follow each other under one module, or under the course itself (``module`` is None)."""

    module: ModulePage | None
    first_number: int = 1
    lessons: list[LessonPage] = field(default_factory=list)


def course_list_page(
    *, index: CourseIndexPage, number: str | None, wanted: Mapping[str, Any] | None = None
) -> PaginatorPage:
    """One screen of published courses, each with the runs that can be or will be entered and the seats left in them.

    ``wanted`` narrows down: topik (a Topic), tingkat, cara, lama. The number of queries doesn't depend on what is found.
    """
    runs = CourseRun.objects.not_over_at(timezone.now()).in_order_of_start()
    courses = (
        live_courses()
        .child_of(index)
        .filter(_narrowed(wanted or {}, runs))
        .select_related("topic")
        .defer("body")
        .prefetch_related(Prefetch("runs", runs, "next_runs"))
    )
    page = Paginator(courses, COURSES_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    note_seats_left(runs=[run for course in page.object_list for run in course.next_runs])
    return page


def _narrowed(wanted: Mapping[str, Any], runs: QuerySet[CourseRun]) -> Q:
    narrowed = Q()
    if "topik" in wanted:
        narrowed &= Q(topic=wanted["topik"])
    if "tingkat" in wanted:
        narrowed &= Q(level=wanted["tingkat"])
    if "lama" in wanted:
        more_than, up_to = LENGTHS[wanted["lama"]]
        narrowed &= Q(duration_minutes__gt=more_than, duration_minutes__lte=up_to)
    if "cara" in wanted:
        narrowed &= Q(Exists(runs.filter(course=OuterRef("pk"), mode=wanted["cara"])))
    return narrowed


def published_lessons() -> PageQuerySet:
    """Lessons that participants may see: published, and so is the module above them."""
    module_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - LessonPage.steplen)
    return LessonPage.objects.live().exclude(Exists(ModulePage.objects.filter(path=module_path, live=False)))


def lessons_of(*, course: CoursePage) -> list[LessonPage]:
    """The lessons that participants see, in the order of the tree."""
    return lessons_by_course(courses=[course])[course.pk]


def outline_of(*, course: CoursePage, lessons: Sequence[LessonPage] | None = None) -> list[OutlinePart]:
    """The lessons under their modules, in the order of the tree; modules, too, cost a query only after a change."""
    modules = _modules.get(course.pk, lambda: _modules_of(course)) or {}
    parts: list[OutlinePart] = []
    for number, lesson in enumerate(lessons_of(course=course) if lessons is None else lessons, start=1):
        module = modules.get(lesson.path[: -LessonPage.steplen])
        if not parts or parts[-1].module != module:
            parts.append(OutlinePart(module, number))
        parts[-1].lessons.append(lesson)
    return parts


def lessons_by_course(*, courses: Sequence[CoursePage]) -> dict[int, list[LessonPage]]:
    """What participants see of several courses: in one query after a change of any page, else from the process cache."""
    by_pk = {course.pk: course for course in courses}
    return _lessons.get_many(by_pk, lambda missing: _read_lessons([by_pk[pk] for pk in missing]))


def _read_lessons(courses: list[CoursePage]) -> dict[int, list[LessonPage]]:
    found: dict[int, list[LessonPage]] = {course.pk: [] for course in courses}
    anywhere = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    for lesson in published_lessons().filter(anywhere).order_by("path").defer("body"):
        for course in courses:
            if lesson.path.startswith(course.path):
                found[course.pk].append(lesson)
                break
    return found


def _read_runs(keys: list[int]) -> dict[int, CourseRun]:
    return CourseRun.objects.select_related("course").defer("course__body").in_bulk(keys)


def _read_meetings(keys: list[int]) -> dict[int, list[RunSession]]:
    found: dict[int, list[RunSession]] = {key: [] for key in keys}
    for meeting in RunSession.objects.filter(run__in=keys):
        found[meeting.run_id].append(meeting)
    return found


def _modules_of(course: CoursePage) -> dict[str, ModulePage]:
    return {module.path: module for module in ModulePage.objects.child_of(course).live()}


def runs_on_show(*, course: CoursePage, moment: datetime | None = None) -> list[CourseRun]:
    """Runs that a visitor can enter or wait for, the next one first, with their meetings and the seats left."""
    moment = moment or timezone.now()
    cached = _open_runs.get(course.pk, lambda: _read_open_runs(course, moment)) or []
    runs = [run for run in cached if not run.is_over_at(moment)]
    for run in runs:
        run.course = course
    note_seats_left(runs=runs)
    return runs


def _read_open_runs(course: CoursePage, moment: datetime) -> list[CourseRun]:
    """What is over stays over until the run itself changes."""
    runs = CourseRun.objects.not_over_at(moment).filter(course=course.pk)
    return list(runs.prefetch_related("sessions").in_order_of_start())


def next_to_enter(runs: Sequence[CourseRun]) -> CourseRun | None:
    """Of runs on show the first with a seat; where all that are open are full, the first whose queue one can join."""
    open_ones = [run for run in runs if run.is_open]
    with_seats = (run for run in open_ones if run.seats_left != 0)  # type: ignore[attr-defined]  # note_seats_left
    return next(with_seats, open_ones[0] if open_ones else None)


def announcements_of(*, run: CourseRun | Param) -> QuerySet[Announcement]:
    """What was said to a class: pinned ones first, then the newest."""
    return Announcement.objects.filter(run=run).select_related("author")
