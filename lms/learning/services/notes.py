"""Saves private notes. They aren't audited."""

from django.db import transaction

from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage
from lms.learning.errors import NoteConflict
from lms.learning.models import Note
from lms.users.models import User


@transaction.atomic
def note_save(*, user: User, course: CoursePage, lesson: LessonPage, text: str, version: int) -> Note:
    """Write ``text`` over version ``version`` of the note; 0 is a note that was never saved.

    Unchanged text is no new version, so a form sent twice saves once. Raises NoteConflict when another window has saved
    something else meanwhile.
    """
    text = text.rstrip()
    Note.objects.get_or_create(user=user, lesson=lesson, defaults={"course": course, "title": lesson.title})
    note = Note.objects.select_for_update().get(user=user, lesson=lesson)
    if note.text == text:
        return note
    if note.version != version:
        raise NoteConflict(note)
    note.text, note.title, note.version = text, lesson.title, version + 1
    note.save(update_fields=["text", "title", "version", "updated_at"])
    return note
