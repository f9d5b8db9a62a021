"""Reads of notes and of progress."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.db.models import QuerySet

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param, fetch_together
from courses.content.models.lessons import LessonPage
from courses.content.selectors import lessons_by_course, lessons_of
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.access import lesson_from, lesson_query
from lms.learning.completion import Criterion, Standing, StandingT_co, Step, criteria, in_words
from lms.learning.models import LessonProgress, Note
from lms.profile.completion import DataStanding
from lms.profile.selectors import RequiredData, data_standings
from lms.users.models import User


def note_of(*, user: User, lesson: LessonPage) -> Note:
    """The person's note on a lesson; an empty one, not saved, where there is none."""
    return note_from(user=user, lesson=lesson, notes=note_query(user=user, lesson_id=lesson.pk).fetch())


def note_query(*, user: User, lesson_id: int) -> BoundQuery[Note]:
    return _notes.bind(user=user.pk, lesson=lesson_id)


def note_from(*, user: User, lesson: LessonPage, notes: list[Note]) -> Note:
    """From what ``note_query`` found."""
    return notes[0] if notes else Note(user=user, lesson=lesson, title=lesson.title)


_notes = CompiledQuery(lambda: Note.objects.filter(user=Param("user"), lesson=Param("lesson")))


def notes_of(*, enrolment: Enrolment) -> list[Note]:
    """The person's notes in the course, in the order of its lessons; notes on deleted lessons come last."""
    order = {lesson.pk: number for number, lesson in enumerate(lessons_of(course=enrolment.run.course))}
    notes = Note.objects.filter(user=enrolment.user_id, course=enrolment.run.course_id).exclude(text="")
    return sorted(notes, key=lambda note: (order.get(note.lesson_id or 0, len(order)), note.pk))


def _required_data(enrolments: Iterable[Enrolment]) -> list[RequiredData]:
    """The data required by enrolments under way; completed ones need none."""
    return [
        RequiredData(one.pk, one.user_id, one.run.requirements)
        for one in enrolments
        if one.state == Enrolment.State.ENROLLED
    ]


@dataclass
class Checklist:
    """What an enrolment still needs, by the completion rule of its run.

    A run that requires lessons and has none published can't be completed. ``data`` and the standing of each registered
    criterion are None where not required, ``data`` also once the run is completed. They are read at first use: the
    page of a lesson that isn't done yet reads none. ``standings`` has those that were read already.
    """

    enrolment: Enrolment
    lessons: list[LessonPage]
    done_ids: set[int]
    standings: dict[Step, Standing | None] = field(default_factory=dict)

    @cached_property
    def data(self) -> DataStanding | None:
        return data_standings(required=_required_data([self.enrolment])).get(self.enrolment.pk)

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
        """The missing steps, in order. A completed enrolment has none, whatever staff change in the rule later."""
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
        """The missing steps that close the evaluation."""
        return [step for step in self.missing if step not in {Step.EVALUATION, Step.CERTIFICATE}]

    @cached_property
    def is_test_open(self) -> bool:
        """The test opens after the required lessons; attendance isn't needed for it."""
        missing = self.missing
        waits = Step.TEST in missing and Step.LESSONS not in missing
        return waits and self.test is not None and not self.test.is_used_up

    @property
    def evaluation_conditions(self) -> str:
        """The criteria that open the evaluation, as text."""
        return in_words(self.before_evaluation)

    @property
    def is_evaluation_open(self) -> bool:
        return not self.is_completed and not self.before_evaluation

    @cached_property
    def next_lesson(self) -> LessonPage | None:
        return next((lesson for lesson in self.lessons if lesson.pk not in self.done_ids), None)

    @property
    def next_number(self) -> int | None:
        """The place of ``next_lesson`` in the outline, from 1."""
        return self.lessons.index(self.next_lesson) + 1 if self.next_lesson else None


def checklist(*, enrolment: Enrolment) -> Checklist:
    """One query, besides those of an uncached course; data, attendance and test are read at first use."""
    return checklist_from(enrolment=enrolment, progress=progress_query(enrolment=enrolment).fetch())


@dataclass(frozen=True)
class OpenLesson:
    lesson: LessonPage
    checklist: Checklist
    note: Note


def open_lesson_of(*, enrolment: Enrolment, user: User, lesson_id: int) -> OpenLesson:
    """Raises Http404 as ``access.get_lesson_for``."""
    read = fetch_together(
        lesson=lesson_query(enrolment, lesson_id),
        progress=progress_query(enrolment=enrolment),
        note=note_query(user=user, lesson_id=lesson_id),
    )
    lesson = lesson_from(read["lesson"])
    checklist = checklist_from(enrolment=enrolment, progress=read["progress"])
    return OpenLesson(lesson, checklist, note_from(user=user, lesson=lesson, notes=read["note"]))


def progress_query(*, enrolment: Enrolment) -> BoundQuery[tuple[int, int]]:
    """Pairs of enrolment and completed lesson."""
    return _progress_of_one.bind(enrolment=enrolment.pk)


def checklist_from(
    *, enrolment: Enrolment, progress: Iterable[tuple[int, int]], standings: Mapping[Step, Standing | None] | None = None
) -> Checklist:
    """From the rows of ``progress_query``, and ``standings`` read by the caller."""
    lessons = lessons_by_course(courses=[enrolment.run.course])[enrolment.run.course_id]
    return Checklist(enrolment, lessons, {lesson_id for _, lesson_id in progress}, dict(standings or {}))


def checklists(*, enrolments: list[Enrolment]) -> list[Checklist]:
    """The checklists of several enrolments in two queries; one more where a run requires data, one for attendance, two for
    a test."""
    found = _with_lessons(enrolments)
    data = data_standings(required=_required_data(enrolments))
    standings = {criterion.step: criterion.standings(enrolments=enrolments) for criterion in criteria}
    for one in found:
        key = one.enrolment.pk
        one.data, one.standings = data.get(key), {step: by_key.get(key) for step, by_key in standings.items()}
    return found


def _with_lessons(enrolments: list[Enrolment]) -> list[Checklist]:
    lessons = lessons_by_course(courses=[enrolment.run.course for enrolment in enrolments])
    done: dict[int, set[int]] = {enrolment.pk: set() for enrolment in enrolments}
    for enrolment_id, lesson_id in _progress(enrolment__in=enrolments):
        done[enrolment_id].add(lesson_id)
    return [Checklist(one, lessons[one.run.course_id], done[one.pk]) for one in enrolments]


def _progress(**narrowed: Any) -> QuerySet[LessonProgress, tuple[int, int]]:
    return LessonProgress.objects.filter(**narrowed).values_list("enrolment_id", "lesson_id")


_progress_of_one = CompiledQuery(lambda: _progress(enrolment=Param("enrolment")))
MOST_CLASSES = 50


def readable_lessons(*, user: User) -> dict[str, list[int]]:
    """The lessons that the person may read now, by run; offline copies of others are deleted. Two queries."""
    enrolments = Enrolment.objects.filter(user=user).exclude(state=Enrolment.State.CANCELLED).select_related("run__course")
    runs = [enrolment.run for enrolment in enrolments.order_by("-pk")[:MOST_CLASSES]]
    lessons = lessons_by_course(courses=list({run.course_id: run.course for run in runs}.values()))
    return {str(run.public_id): [lesson.pk for lesson in lessons[run.course_id]] for run in runs}
