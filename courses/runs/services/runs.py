"""What happens to a class as a whole."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.content.models.pages import CoursePage
from courses.questions.selectors import counterpart_of
from courses.runs.models.run import CourseRun
from courses.runs.signals import run_cancelled

# What a new class takes over from an old one; dates, meetings and participants are its own.
KEPT_FOR_THE_NEXT = (
    "course",
    "mode",
    "quota",
    "place_name",
    "place_address",
    "map_url",
    "requirements",
    "requires_lessons",
    "attendance_percent",
    "post_test",
    "evaluation_form",
    "certificate_title",
    "certificate_statement",
    "certificate_signatory",
)


class ReasonMissing(ValueError):
    """Whoever cancels a class says why: the participants are told."""


@transaction.atomic
def run_cancel(*, run: CourseRun, by: AbstractBaseUser, reason: str) -> CourseRun:
    """Call a class off, once and for all. The second time changes nothing. Raises ReasonMissing.

    The row is locked as it is for somebody who enrols: either they are in and will be told, or they read that it is off.
    """
    if not reason.strip():
        raise ReasonMissing
    run = CourseRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.is_cancelled:
        return run
    run.cancelled_at, run.cancellation_reason = timezone.now(), " ".join(reason.split())
    run.save(update_fields=["cancelled_at", "cancellation_reason"])
    # The reason stands with the class. It may name somebody, and the trail keeps what it is told for ever.
    audit_log.record(actor=by, action="courses.run.cancelled", subject=run, log=audit_log.EDIT)
    run_cancelled.send(sender=CourseRun, run=run, by=by)
    return run


def next_run(*, run: CourseRun, course: CoursePage | None = None) -> CourseRun:
    """A class like ``run``, not saved: without dates, name and link, so that none of them is taken over unseen.

    For a copy of its ``course`` the test is the copied one, or none where it wasn't copied.
    """
    new = CourseRun(enrolment_opens=None, **{name: getattr(run, name) for name in KEPT_FOR_THE_NEXT})
    if course is not None and course.pk != run.course_id:
        new.course = course
        new.post_test = counterpart_of(test=run.post_test, course_id=course.pk) if run.post_test else None
    return new
