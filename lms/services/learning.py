"""What happens while somebody learns."""

from django.db import transaction

from core.services import audit
from courses.models import LessonPage
from lms.errors_learning import EnrolmentEnded
from lms.models import Enrolment, LessonProgress


@transaction.atomic
def lesson_complete(*, enrolment: Enrolment, lesson: LessonPage) -> LessonProgress:
    """Note that a lesson is done; the second time changes nothing. Raises EnrolmentEnded after leaving the class."""
    enrolment = Enrolment.objects.select_for_update().select_related("user").get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    progress, created = LessonProgress.objects.get_or_create(enrolment=enrolment, lesson=lesson)
    if created:
        audit.record(actor=enrolment.user, action="lms.lesson.completed", subject=enrolment, after={"lesson": lesson.pk})
    return progress
