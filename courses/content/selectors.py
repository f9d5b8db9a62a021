"""Reads of the lessons and modules of courses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.query import PageQuerySet

from core.pages.process_cache import ProcessCache
from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.models.pages import CoursePage

# By course, shared by all requests of the process: read only.
_lessons: ProcessCache[int, list[LessonPage]] = ProcessCache()
_modules: ProcessCache[int, dict[str, ModulePage]] = ProcessCache()


@dataclass
class OutlinePart:
    """Consecutive lessons of one module, or directly under the course (``module`` is None)."""

    module: ModulePage | None
    first_number: int = 1
    lessons: list[LessonPage] = field(default_factory=list)


def published_lessons() -> PageQuerySet:
    """Published lessons whose module, if any, is published too."""
    module_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - LessonPage.steplen)
    return LessonPage.objects.live().exclude(Exists(ModulePage.objects.filter(path=module_path, live=False)))


def lessons_of(*, course: CoursePage) -> list[LessonPage]:
    """Published lessons of ``course`` in tree order."""
    return lessons_by_course(courses=[course])[course.pk]


def outline_of(*, course: CoursePage, lessons: Sequence[LessonPage] | None = None) -> list[OutlinePart]:
    """Lessons grouped by module, in tree order. Modules are cached until a page changes."""
    modules = _modules.get(course.pk, lambda: _modules_of(course)) or {}
    parts: list[OutlinePart] = []
    for number, lesson in enumerate(lessons_of(course=course) if lessons is None else lessons, start=1):
        module = modules.get(lesson.path[: -LessonPage.steplen])
        if not parts or parts[-1].module != module:
            parts.append(OutlinePart(module, number))
        parts[-1].lessons.append(lesson)
    return parts


def lessons_by_course(*, courses: Sequence[CoursePage]) -> dict[int, list[LessonPage]]:
    """Published lessons by course. From the process cache; one query after a change of any page."""
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


def _modules_of(course: CoursePage) -> dict[str, ModulePage]:
    return {module.path: module for module in ModulePage.objects.child_of(course).live()}
