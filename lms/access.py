"""The only ways to a participant's things: the fetch is the permission check, and what you may not see isn't there (404)."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.models import LessonPage
from lms.models import Certificate, Enrolment, User


def get_enrolment_for(user: User, run_id: uuid.UUID) -> Enrolment:
    """The person's own enrolment in a run, unless they have left it."""
    enrolments = Enrolment.objects.select_related("run__course", "run__evaluation_form")
    return get_object_or_404(enrolments.exclude(state=Enrolment.State.CANCELLED), user=user, run__public_id=run_id)


def get_lesson_for(enrolment: Enrolment, lesson_id: int) -> LessonPage:
    """A published lesson of the course that the person is enrolled in."""
    return get_object_or_404(LessonPage.objects.descendant_of(enrolment.run.course).live(), pk=lesson_id)


def get_certificate_for(enrolment: Enrolment) -> Certificate:
    """The valid certificate of an enrolment that was itself fetched for its owner."""
    certificate = enrolment.certificates.filter(revoked_at=None).first()
    if certificate is None:
        raise Http404
    return certificate
