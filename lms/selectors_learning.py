"""Reads about participants that more than one view or service needs."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When

from courses.models import CourseRun, LessonPage
from courses.selectors import lessons_by_course
from lms.models import Certificate, Enrolment, LessonProgress, RunSeats, User

CLASSES_PER_PAGE = 10


@dataclass
class Checklist:
    """What an enrolment still needs. A class without a published lesson can't be completed."""

    enrolment: Enrolment
    lessons: list[LessonPage]
    done_ids: set[int]

    @property
    def done(self) -> int:
        return sum(lesson.pk in self.done_ids for lesson in self.lessons)

    @property
    def lessons_done(self) -> bool:
        return bool(self.lessons) and self.done == len(self.lessons)

    @property
    def is_completed(self) -> bool:
        return self.enrolment.state == Enrolment.State.COMPLETED

    @cached_property
    def next_lesson(self) -> LessonPage | None:
        return next((lesson for lesson in self.lessons if lesson.pk not in self.done_ids), None)


def checklist(*, enrolment: Enrolment) -> Checklist:
    return checklists(enrolments=[enrolment])[0]


def checklists(*, enrolments: list[Enrolment]) -> list[Checklist]:
    """The checklists of several enrolments in two queries."""
    lessons = lessons_by_course(courses=[enrolment.run.course for enrolment in enrolments])
    done: dict[int, set[int]] = {enrolment.pk: set() for enrolment in enrolments}
    for enrolment_id, lesson_id in LessonProgress.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id", "lesson_id"
    ):
        done[enrolment_id].add(lesson_id)
    return [Checklist(enrolment, lessons[enrolment.run.course_id], done[enrolment.pk]) for enrolment in enrolments]


def classes_of(*, user: User, number: str | None) -> tuple[PaginatorPage, list[Checklist]]:
    """One screen of a person's classes and their checklists: those under way first, the newest on top."""
    under_way_first = Case(
        When(state=Enrolment.State.ENROLLED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    enrolments = (
        Enrolment.objects.filter(user=user)
        .exclude(state=Enrolment.State.CANCELLED)
        .select_related("run__course")
        .order_by(under_way_first, "-enrolled_at", "-pk")
    )
    page = Paginator(enrolments, CLASSES_PER_PAGE).get_page(number)
    return page, checklists(enrolments=list(page.object_list))


def seats_left(*, run: CourseRun) -> int | None:
    """Free seats now; None when there is no quota."""
    if run.quota is None:
        return None
    taken = RunSeats.objects.filter(run=run).values_list("taken", flat=True).first() or 0
    return max(run.quota - taken, 0)


def certificate_by_code(*, code: str) -> Certificate | None:
    """The public register: what is printed on the paper, to anyone who holds its code."""
    return Certificate.objects.filter(code=code).first()
