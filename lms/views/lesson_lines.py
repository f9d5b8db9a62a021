"""The lessons of a class as its pages list them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from courses.models.lesson import LessonPage
from courses.models.run import CourseRun


@dataclass(frozen=True)
class LessonLine:
    """``url`` is worked out once: the same lesson is linked to be read and to be kept for later."""

    pk: int
    title: str
    duration_minutes: int
    url: str
    is_done: bool


def lesson_lines(*, run: CourseRun, lessons: Iterable[LessonPage], done_ids: Collection[int]) -> dict[int, LessonLine]:
    """By lesson, in the order given."""
    return {
        lesson.pk: LessonLine(
            lesson.pk,
            lesson.title,
            lesson.duration_minutes,
            reverse("class_lesson", args=[run.public_id, lesson.pk]),
            lesson.pk in done_ids,
        )
        for lesson in lessons
    }
