"""Reads about announcements and questions."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.selectors import announcements_of
from lms.discussion.models import Question
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.waiting import number_of

ON_THE_HOME = 3
ANNOUNCEMENTS_PER_PAGE = 10
QUESTIONS_PER_PAGE = 20


@dataclass(frozen=True)
class ClassDiscussion:
    """Announcements and question counts for the home of a class."""

    announcements: list[Announcement]
    has_more: bool
    waiting: int
    answered: int
    shared: int


def discussion_queries(*, enrolment: Enrolment) -> dict[str, BoundQuery[Any]]:
    """Their cost depends on the person's own and the shared questions, not on all questions of the class."""
    return {
        "announcements": _newest.bind(run=enrolment.run_id),
        "discussion": _counts.bind(enrolment=enrolment.pk, run=enrolment.run_id),
    }


def discussion_from(*, announcements: list[Announcement], counts: list[dict[str, int]]) -> ClassDiscussion:
    """From what ``discussion_queries`` found."""
    (row,) = counts
    return ClassDiscussion(announcements[:ON_THE_HOME], len(announcements) > ON_THE_HOME, **row)


def discussion_counts(*, enrolment: int | Param, run: int | Param) -> QuerySet[Enrolment, Any]:
    """One row: own questions ``waiting`` and ``answered``, and what was ``shared`` with the class."""
    mine = Question.objects.filter(enrolment=enrolment, hidden_at=None)
    shared = Question.objects.filter(shared=True, enrolment__run=run)
    return Enrolment.objects.filter(pk=enrolment).values(
        waiting=number_of(mine.filter(answered_at=None)),
        answered=number_of(mine.filter(answered_at__isnull=False)),
        shared=number_of(shared),
    )


_newest = CompiledQuery(lambda: announcements_of(run=Param("run"))[: ON_THE_HOME + 1])
_counts = CompiledQuery(lambda: discussion_counts(enrolment=Param("enrolment"), run=Param("run")))


def announcements_page(*, run: CourseRun, number: str | None) -> PaginatorPage:
    return Paginator(announcements_of(run=run), ANNOUNCEMENTS_PER_PAGE).get_page(number)


def my_questions(*, enrolment: Enrolment, number: str | None) -> PaginatorPage:
    questions = Question.objects.filter(enrolment=enrolment).select_related("lesson", "answered_by")
    return Paginator(questions, QUESTIONS_PER_PAGE).get_page(number)


def shared_answers(*, run: CourseRun, number: str | None) -> PaginatorPage:
    """Shared questions with answers, the newest answer first. Askers aren't fetched."""
    shared = Question.objects.filter(enrolment__run=run, shared=True).select_related("lesson", "answered_by")
    return Paginator(shared.order_by("-answered_at", "-pk"), QUESTIONS_PER_PAGE).get_page(number)
