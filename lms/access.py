"""The only ways to a participant's things: the fetch is the permission check, and what you may not see isn't there (404)."""

import uuid

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.blocks.media import media_files_in
from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from core.models.media_file import MediaFile
from courses.models.lesson import LessonPage
from courses.models.run import CourseRun
from courses.models.session import RunSession
from courses.runs.access import runs_for
from courses.selectors import lessons_of
from lms.models.attempt import Attempt
from lms.models.certificate import Certificate
from lms.models.document import PersonalDocument
from lms.models.enrolment import Enrolment
from lms.models.question import Question
from lms.models.rights import DataExport
from lms.models.user import User

_live_lessons = CompiledQuery(lambda: LessonPage.objects.live().filter(pk=Param("lesson")))


def get_lesson_for(enrolment: Enrolment, lesson_id: int) -> LessonPage:
    """A published lesson of the course that the person is enrolled in. It is read now, so a withdrawn one isn't there."""
    return lesson_from(lesson_query(enrolment, lesson_id).fetch())


def lesson_query(enrolment: Enrolment, lesson_id: int) -> BoundQuery[LessonPage]:
    """For who reads more at the same time; ``lesson_from`` is the other half of the check."""
    if all(lesson.pk != lesson_id for lesson in lessons_of(course=enrolment.run.course)):
        raise Http404
    return _live_lessons.bind(lesson=lesson_id)


def lesson_from(lessons: list[LessonPage]) -> LessonPage:
    if not lessons:
        raise Http404
    return lessons[0]


def get_media_for(enrolment: Enrolment, lesson_id: int, media_id: uuid.UUID) -> MediaFile:
    """A file that a published lesson of the person's course shows; a file of a draft, or of another lesson, isn't there."""
    media = media_files_in(get_lesson_for(enrolment, lesson_id).body).get(media_id)
    if media is None:
        raise Http404
    return media


def get_document_for(user: User, kind: str) -> PersonalDocument:
    """The person's own document of a kind."""
    return get_object_or_404(PersonalDocument, user=user, kind=kind)


def get_document_for_staff(user: User, document_id: int) -> PersonalDocument:
    """Anybody's document, for whoever checks documents."""
    if not user.has_perm("lms.change_personaldocument"):
        raise Http404
    return get_object_or_404(PersonalDocument.objects.select_related("user"), pk=document_id)


def get_export_for(user: User, public_id: uuid.UUID) -> DataExport:
    """The person's own copy of their data, while its week lasts."""
    export = get_object_or_404(DataExport.objects.select_related("user"), user=user, public_id=public_id)
    if not export.may_be_fetched:
        raise Http404
    return export


def get_session_for_staff(user: User, session_id: int) -> RunSession:
    """A meeting of a class that this member of staff may see: trainers, of those they teach."""
    return get_object_or_404(RunSession.objects.select_related("run__course"), pk=session_id, run__in=runs_for(user))


def get_run_for_staff(user: User, run_id: int) -> CourseRun:
    """A class that this member of staff may see."""
    return get_object_or_404(runs_for(user), pk=run_id)


def get_certificate_for(enrolment: Enrolment) -> Certificate:
    """The valid certificate of an enrolment that was itself fetched for its owner."""
    certificate = enrolment.certificates.filter(revoked_at=None).first()
    if certificate is None:
        raise Http404
    return certificate


def get_noted_lesson_for(enrolment: Enrolment, lesson_id: int) -> LessonPage:
    """A lesson of the person's course that is published, or was: what somebody typed isn't lost when staff withdraw it."""
    seen = LessonPage.objects.filter(Q(live=True) | Q(first_published_at__isnull=False)).defer("body")
    return get_object_or_404(seen.descendant_of(enrolment.run.course), pk=lesson_id)


def get_attempt_for(enrolment: Enrolment, attempt_id: int) -> Attempt:
    """A sitting of the person in this class, also one from before they left it and came back."""
    own = Attempt.objects.filter(enrolment__user=enrolment.user_id, enrolment__run=enrolment.run_id)
    return get_object_or_404(own.select_related("test"), pk=attempt_id)


def get_question_for(enrolment: Enrolment, question_id: int) -> Question:
    """The person's own question."""
    return get_object_or_404(Question.objects.select_related("lesson"), enrolment=enrolment, pk=question_id)
