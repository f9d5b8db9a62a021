"""Progress reported later by offline devices."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from courses.content.models.lessons import LessonPage
from courses.content.selectors import published_lessons
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.offline import Finished
from lms.learning.services.progress import lesson_complete


class Outcome(StrEnum):
    """The outcome of one reported lesson. The first three are recorded as progress."""

    RECORDED = "recorded"
    ALREADY = "already"
    WITHDRAWN = "withdrawn"
    LEFT = "left"
    CANCELLED = "cancelled"
    GONE = "gone"


@dataclass(frozen=True)
class Verdict:
    event: Finished
    outcome: Outcome
    title: str = ""


def progress_report(*, enrolment: Enrolment, events: list[Finished]) -> list[Verdict]:
    """Record each lesson on its own: a refused one doesn't affect the others.

    A lesson that participants can't see any more, but could once, counts: it was read while it was there.
    """
    ever_published = Q(live=True) | Q(first_published_at__isnull=False)
    lessons = LessonPage.objects.descendant_of(enrolment.run.course).filter(ever_published)
    known = lessons.defer("body").in_bulk([event.lesson_id for event in events])
    visible = set(published_lessons().filter(pk__in=known).values_list("pk", flat=True))
    return [
        _verdict(enrolment, event, known.get(event.lesson_id), is_visible=event.lesson_id in visible) for event in events
    ]


def _verdict(enrolment: Enrolment, event: Finished, lesson: LessonPage | None, *, is_visible: bool) -> Verdict:
    if lesson is None:
        return Verdict(event, Outcome.GONE)
    try:
        progress = lesson_complete(enrolment=enrolment, lesson=lesson, happened_at=event.happened_at)
    except EnrolmentEnded:
        return Verdict(event, Outcome.LEFT, lesson.title)
    except RunCancelled:
        return Verdict(event, Outcome.CANCELLED, lesson.title)
    if not progress.newly_made:
        return Verdict(event, Outcome.ALREADY, lesson.title)
    return Verdict(event, Outcome.RECORDED if is_visible else Outcome.WITHDRAWN, lesson.title)
