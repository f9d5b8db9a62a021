"""Records progress in lessons."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.content.models.lessons import LessonPage
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.models import LessonProgress

CLOCK_TOLERANCE = timedelta(minutes=5)
"""Usual error of device clocks; a larger one is stored beside the corrected time."""


@transaction.atomic
def lesson_complete(*, enrolment: Enrolment, lesson: LessonPage, happened_at: datetime | None = None) -> LessonProgress:
    """Record a lesson as done. Idempotent. Raises EnrolmentEnded or RunCancelled.

    ``happened_at``: reported later, by a phone that had no network then; None is now.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("user", "run").get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if enrolment.run.is_cancelled:
        raise RunCancelled
    times = {} if happened_at is None else _believed(happened_at, enrolled_at=enrolment.enrolled_at)
    progress, created = LessonProgress.objects.get_or_create(enrolment=enrolment, lesson=lesson, defaults=times)
    if created:
        progress.newly_made = True
        after = {"lesson": lesson.pk} | ({"reported_later": True, "clock": progress.clock_note} if times else {})
        audit_log.record(actor=enrolment.user, action="lms.lesson.completed", subject=enrolment, after=after)
    return progress


def _believed(happened_at: datetime, *, enrolled_at: datetime) -> dict[str, object]:
    """The device's time, clamped to the span between enrolment and now."""
    now = timezone.now()
    note = ""
    if happened_at > now + CLOCK_TOLERANCE:
        note = LessonProgress.ClockNote.AHEAD
    elif happened_at < enrolled_at - CLOCK_TOLERANCE:
        note = LessonProgress.ClockNote.BEFORE_ENROLMENT
    return {"completed_at": min(max(happened_at, enrolled_at), now), "received_at": now, "clock_note": note}
