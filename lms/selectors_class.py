"""What the pages of a class show, read in one go: a phone waits for one answer of the database instead of four."""

from dataclasses import dataclass
from typing import Any

from core.django_patches.compiled_query import fetch_together
from courses.models.lesson import LessonPage
from courses.runs.selectors import meetings_by_run
from lms.access import lesson_from, lesson_query
from lms.completion import Step
from lms.learning.selectors import note_from, note_query
from lms.models.enrolment import Enrolment
from lms.models.note import Note
from lms.models.user import User
from lms.selectors_attempts import sittings_query, standing_from
from lms.selectors_attendance import attendance_query, meetings_from
from lms.selectors_learning import Checklist, checklist_from, progress_query
from lms.selectors_talk import ClassTalk, talk_from, talk_queries


@dataclass(frozen=True)
class ClassHome:
    checklist: Checklist
    meetings: list[Any]
    talk: ClassTalk


def class_home_of(*, enrolment: Enrolment) -> ClassHome:
    queries = {"progress": progress_query(enrolment=enrolment), **talk_queries(enrolment=enrolment)}
    if meetings := meetings_by_run([enrolment.run_id])[enrolment.run_id]:
        queries["noted"] = attendance_query(enrolment=enrolment)
    if (sittings := sittings_query(enrolment=enrolment)) is not None:
        queries["sittings"] = sittings
    read = fetch_together(**queries)
    test = None if sittings is None else standing_from(enrolment=enrolment, sittings=read["sittings"])
    return ClassHome(
        checklist_from(enrolment=enrolment, progress=read["progress"], standings={Step.TEST: test}),
        meetings_from(enrolment=enrolment, meetings=meetings, noted=read.get("noted", [])),
        talk_from(announcements=read["announcements"], talk=read["talk"]),
    )


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
