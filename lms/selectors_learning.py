"""Reads about participants that more than one view or service needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.db.models import Case, IntegerField, QuerySet, Value, When

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from courses.models.lesson import LessonPage
from courses.models.run import CourseRun
from courses.selectors import lessons_by_course
from lms.completion import Criterion, Standing, StandingT_co, Step, criteria, in_words
from lms.models.certificate import Certificate
from lms.models.enrolment import Enrolment, LessonProgress, RunSeats
from lms.profile.completion import DataStanding
from lms.selectors_profile import DataAsked, data_standings


@dataclass
class Checklist:
    """What an enrolment still needs, by the completion rule of its run.

    A class that asks for its lessons and has none published can't be completed. ``data`` and the standing of each registered
    criterion are None where they aren't asked, ``data`` also once the class is completed. They are read at first use: the
    page of a lesson that isn't done yet reads none. ``standings`` has those that were read already.
    """

    enrolment: Enrolment
    lessons: list[LessonPage]
    done_ids: set[int]
    standings: dict[Step, Standing | None] = field(default_factory=dict)

    @cached_property
    def data(self) -> DataStanding | None:
        return data_standings(asked=_data_asked([self.enrolment])).get(self.enrolment.pk)

    def standing(self, criterion: Criterion[StandingT_co]) -> StandingT_co | None:
        if criterion.step not in self.standings:
            found = criterion.standings(enrolments=[self.enrolment])
            self.standings[criterion.step] = found.get(self.enrolment.pk)
        return cast("StandingT_co | None", self.standings[criterion.step])

    @property
    def attendance(self) -> Standing | None:
        return self.standing(criteria[Step.ATTENDANCE])

    @property
    def test(self) -> Standing | None:
        return self.standing(criteria[Step.TEST])

    @cached_property
    def done(self) -> int:
        return sum(lesson.pk in self.done_ids for lesson in self.lessons)

    @property
    def lessons_done(self) -> bool:
        return bool(self.lessons) and self.done == len(self.lessons)

    @property
    def is_completed(self) -> bool:
        return self.enrolment.state == Enrolment.State.COMPLETED

    @cached_property
    def missing(self) -> list[Step]:
        """The steps still to take, in their order. What was completed stays so, whatever staff change in the rule later."""
        return [] if self.is_completed else list(self._steps_to_take())

    def _steps_to_take(self) -> Iterator[Step]:
        if self.data is not None and not self.data.is_fulfilled:
            yield Step.DATA
        if self.enrolment.run.requires_lessons and not self.lessons_done:
            yield Step.LESSONS
        for criterion in criteria:
            standing = self.standing(criterion)
            if standing is not None and not standing.is_fulfilled:
                yield criterion.step
        yield from (Step.EVALUATION, Step.CERTIFICATE)

    @cached_property
    def before_evaluation(self) -> list[Step]:
        """What keeps the evaluation closed."""
        return [step for step in self.missing if step not in {Step.EVALUATION, Step.CERTIFICATE}]

    @cached_property
    def is_test_open(self) -> bool:
        """The test comes after the lessons that the class asks for; attendance may still be noted meanwhile."""
        missing = self.missing
        waits = Step.TEST in missing and Step.LESSONS not in missing
        return waits and self.test is not None and not self.test.is_used_up

    @property
    def evaluation_conditions(self) -> str:
        """What opens the evaluation, in words."""
        return in_words(self.before_evaluation)

    @property
    def is_evaluation_open(self) -> bool:
        return not self.is_completed and not self.before_evaluation

    @cached_property
    def next_lesson(self) -> LessonPage | None:
        return next((lesson for lesson in self.lessons if lesson.pk not in self.done_ids), None)


def checklist(*, enrolment: Enrolment) -> Checklist:
    """One query, besides those of a course that isn't kept; data, attendance and test when asked for."""
    return checklist_from(enrolment=enrolment, progress=progress_query(enrolment=enrolment).fetch())


def progress_query(*, enrolment: Enrolment) -> BoundQuery[tuple[int, int]]:
    """Enrolment and lesson, for each lesson that was finished."""
    return _progress_of_one.bind(enrolment=enrolment.pk)


def checklist_from(
    *, enrolment: Enrolment, progress: Iterable[tuple[int, int]], standings: Mapping[Step, Standing | None] | None = None
) -> Checklist:
    """From what ``progress_query`` found, and the ``standings`` that the caller has read besides."""
    lessons = lessons_by_course(courses=[enrolment.run.course])[enrolment.run.course_id]
    return Checklist(enrolment, lessons, {lesson_id for _, lesson_id in progress}, dict(standings or {}))


def checklists(*, enrolments: list[Enrolment]) -> list[Checklist]:
    """The checklists of several enrolments in two queries; one more where a run asks for data, one for attendance, two for
    a test."""
    found = _with_lessons(enrolments)
    data = data_standings(asked=_data_asked(enrolments))
    standings = {criterion.step: criterion.standings(enrolments=enrolments) for criterion in criteria}
    for one in found:
        key = one.enrolment.pk
        one.data, one.standings = data.get(key), {step: by_key.get(key) for step, by_key in standings.items()}
    return found


def _data_asked(enrolments: Iterable[Enrolment]) -> list[DataAsked]:
    """Of those under way: what was completed stays so without them."""
    return [
        DataAsked(one.pk, one.user_id, one.run.requirements) for one in enrolments if one.state == Enrolment.State.ENROLLED
    ]


def _with_lessons(enrolments: list[Enrolment]) -> list[Checklist]:
    lessons = lessons_by_course(courses=[enrolment.run.course for enrolment in enrolments])
    done: dict[int, set[int]] = {enrolment.pk: set() for enrolment in enrolments}
    for enrolment_id, lesson_id in _progress(enrolment__in=enrolments):
        done[enrolment_id].add(lesson_id)
    return [Checklist(one, lessons[one.run.course_id], done[one.pk]) for one in enrolments]


def _progress(**narrowed: Any) -> QuerySet[LessonProgress, tuple[int, int]]:
    return LessonProgress.objects.filter(**narrowed).values_list("enrolment_id", "lesson_id")


_progress_of_one = CompiledQuery(lambda: _progress(enrolment=Param("enrolment")))


def classes_of(*, user: int | Param) -> QuerySet[Enrolment]:
    """A person's enrolments: those under way first, the newest on top. Their runs come from ``with_runs``."""
    under_way_first = Case(
        When(state=Enrolment.State.ENROLLED, run__cancelled_at=None, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    enrolments = Enrolment.objects.filter(user=user).exclude(state=Enrolment.State.CANCELLED)
    return enrolments.order_by(under_way_first, "-enrolled_at", "-pk")


def seats_left(*, run: CourseRun) -> int | None:
    """Free seats now; None when there is no quota."""
    return None if run.quota is None else seats_left_of([run])[run.pk]


def seats_left_of(runs: Sequence[CourseRun]) -> dict[int, int]:
    """Free seats in each of the runs that have a quota, in one query."""
    taken = dict(RunSeats.objects.filter(run__in=runs).values_list("run_id", "taken"))
    return {run.pk: max(run.quota - taken.get(run.pk, 0), 0) for run in runs if run.quota is not None}


def seats_taken_of(run: CourseRun) -> int:
    """Seats of enrolments, and those held for people of the waiting list."""
    return RunSeats.objects.filter(run=run).values_list("taken", flat=True).first() or 0


def certificate_by_code(*, code: str) -> Certificate | None:
    """The public register: what is printed on the paper, to anyone who holds its code."""
    return Certificate.objects.filter(code=code).first()
