"""Cancels and copies runs."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.content.models.pages import CoursePage
from courses.questions.selectors import counterpart_of
from courses.runs.models.run import CourseRun
from courses.runs.signals import run_cancelled

# Fields of a copied run; dates, meetings and participants are not copied.
COPIED_FIELDS = (
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
    """A cancellation needs a reason, which participants are notified of."""


@transaction.atomic
def run_cancel(*, run: CourseRun, by: AbstractBaseUser, reason: str) -> CourseRun:
    """Cancel a run and send ``run_cancelled``. Idempotent; irreversible. Raises ReasonMissing.

    Takes the same row lock as enrolment: a concurrent enrolment is either notified or refused.
    """
    if not reason.strip():
        raise ReasonMissing
    run = CourseRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.is_cancelled:
        return run
    run.cancelled_at, run.cancellation_reason = timezone.now(), " ".join(reason.split())
    run.save(update_fields=["cancelled_at", "cancellation_reason"])
    # The reason is stored on the run only: it may contain personal data, and audit entries are permanent.
    audit_log.record(actor=by, action="courses.run.cancelled", subject=run, log=audit_log.EDIT)
    run_cancelled.send(sender=CourseRun, run=run, by=by)
    return run


def run_copy(*, run: CourseRun, course: CoursePage | None = None) -> CourseRun:
    """An unsaved run with the settings of ``run``, without dates, name and meeting link.

    With ``course`` (a copy of the run's course) the test is its counterpart there, or None.
    """
    new = CourseRun(enrolment_opens=None, **{name: getattr(run, name) for name in COPIED_FIELDS})
    if course is not None and course.pk != run.course_id:
        new.course = course
        new.post_test = counterpart_of(test=run.post_test, course_id=course.pk) if run.post_test else None
    return new
