"""Access to a participant's objects: the fetch is the permission check; 404 for anything not permitted."""

import uuid

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from core.files.models.media_file import MediaFile
from core.pages.blocks.media import media_files_in
from courses.content.models.lessons import LessonPage
from courses.content.selectors import lessons_of
from lms.enrolment.models.enrolment import Enrolment

_live_lessons = CompiledQuery(lambda: LessonPage.objects.live().filter(pk=Param("lesson")))


def get_lesson_for(enrolment: Enrolment, lesson_id: int) -> LessonPage:
    """A published lesson of the course that the person is enrolled in. Read uncached, so that a withdrawn one is a 404."""
    return lesson_from(lesson_query(enrolment, lesson_id).fetch())


def lesson_query(enrolment: Enrolment, lesson_id: int) -> BoundQuery[LessonPage]:
    """The query of ``get_lesson_for``, for callers that batch queries; ``lesson_from`` completes the check."""
    if all(lesson.pk != lesson_id for lesson in lessons_of(course=enrolment.run.course)):
        raise Http404
    return _live_lessons.bind(lesson=lesson_id)


def lesson_from(lessons: list[LessonPage]) -> LessonPage:
    if not lessons:
        raise Http404
    return lessons[0]


def get_media_for(enrolment: Enrolment, lesson_id: int, media_id: uuid.UUID) -> MediaFile:
    """A file that a published lesson of the person's course shows; 404 for files of drafts or of other lessons."""
    media = media_files_in(get_lesson_for(enrolment, lesson_id).body).get(media_id)
    if media is None:
        raise Http404
    return media


def get_noted_lesson_for(enrolment: Enrolment, lesson_id: int) -> LessonPage:
    """A lesson of the person's course that is or was published, so that notes outlive an unpublished lesson."""
    seen = LessonPage.objects.filter(Q(live=True) | Q(first_published_at__isnull=False)).defer("body")
    return get_object_or_404(seen.descendant_of(enrolment.run.course), pk=lesson_id)
