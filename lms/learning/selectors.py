"""Reads about private notes."""

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from courses.models.lesson import LessonPage
from courses.selectors import lessons_of
from lms.models.enrolment import Enrolment
from lms.models.note import Note
from lms.models.user import User


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
    """All that the person wrote in the course, in the order of its lessons; notes on lessons that are gone come last."""
    order = {lesson.pk: number for number, lesson in enumerate(lessons_of(course=enrolment.run.course))}
    notes = Note.objects.filter(user=enrolment.user_id, course=enrolment.run.course_id).exclude(text="")
    return sorted(notes, key=lambda note: (order.get(note.lesson_id or 0, len(order)), note.pk))
