"""The roster of a run for its staff. Answers of evaluations are never part of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from core.messages.models import Notification
from courses.content.selectors import lessons_of
from courses.runs.models.run import CourseRun
from courses.runs.requirements import DOCUMENTS
from lms.assessment.selectors.attempts import best_mark
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.models import LessonProgress
from lms.profile.models.document import PersonalDocument
from lms.roster.models import RosterChange, RosterLine, RunMessage


def roster_of(*, run: CourseRun) -> QuerySet[Enrolment]:
    """All enrolments of ``run``, cancelled ones included, with ``regency``, lessons ``done`` of ``lesson_count``, states of
    documents and, where the run requires a test, the best mark (``test_mark``).

    One query for the lessons of the course now, one for the rows when they are read, whatever their number.
    """
    lessons = [lesson.pk for lesson in lessons_of(course=run.course)]
    done = (
        LessonProgress.objects.filter(enrolment=OuterRef("pk"), lesson_id__in=lessons)
        .order_by()
        .values("enrolment")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Enrolment.objects.filter(run=run)
        .select_related("user")
        .annotate(
            regency=F("user__profile__regency"),
            done=Coalesce(Subquery(done, output_field=IntegerField()), 0),
            lesson_count=Value(len(lessons), output_field=IntegerField()),
            **{f"{kind}_state": _document_state(kind) for kind in required_documents(run)},
            **({"test_mark": best_mark(test=run.post_test_id)} if run.post_test_id else {}),
        )
    )


def required_documents(run: CourseRun) -> list[str]:
    """Kinds of documents that ``run`` requires, in the order of the form."""
    return [kind for kind in DOCUMENTS if kind in run.requirements]


def _document_state(kind: str) -> Subquery:
    return Subquery(PersonalDocument.objects.filter(user=OuterRef("user"), kind=kind).values("state")[:1])


def chosen_among(*, run: CourseRun, enrolments: Iterable[int]) -> QuerySet[Enrolment]:
    """Those of ``enrolments`` (keys) that belong to ``run``."""
    return Enrolment.objects.filter(run=run, pk__in=list(enrolments))


def recipients_among(*, run: CourseRun, enrolments: Iterable[int]) -> QuerySet[Enrolment]:
    """Those of ``enrolments`` (keys) that are participants of ``run``: recipients of a message."""
    return chosen_among(run=run, enrolments=enrolments).exclude(state=Enrolment.State.CANCELLED)


def targets_of(*, run: CourseRun) -> QuerySet[CourseRun]:
    """Runs of the same course that people of ``run`` may be moved to."""
    return CourseRun.objects.filter(course=run.course_id, cancelled_at=None).exclude(pk=run.pk).order_by("name", "pk")


def deliveries_of(*, messages: Sequence[RunMessage]) -> dict[int, dict[str, int]]:
    """For each message, how many of its notifications are in which state; one query for all of them."""
    counts: dict[int, dict[str, int]] = {message.pk: {} for message in messages}
    if not messages:
        return counts
    whose = Case(
        *(When(key__startswith=message.key_prefix, then=Value(message.pk)) for message in messages),
        output_field=IntegerField(),
    )
    belongs = Q()
    for message in messages:
        belongs |= Q(key__startswith=message.key_prefix)
    rows = Notification.objects.filter(belongs).order_by().values(message_pk=whose, how=F("state"))
    for row in rows.annotate(number=Count("pk")):
        counts[row["message_pk"]][row["how"]] = row["number"]
    return counts


def delivery_labels(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Labels and numbers of the states that occur, in the order of the states."""
    return [(str(state.label), counts[state.value]) for state in Notification.State if counts.get(state.value)]


def verdicts_of(*, change: RosterChange) -> list[tuple[str, int]]:
    """How many people got which verdict, in the order of the verdicts."""
    rows: Any = change.lines.order_by().values_list("verdict").annotate(number=Count("pk"))
    counts = dict(rows)
    return [(str(verdict.label), counts[verdict.value]) for verdict in RosterLine.Verdict if counts.get(verdict.value)]
