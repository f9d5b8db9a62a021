"""People to remind, in batches. Each batch has a constant number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core.messages.models import Notification
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.assessment.completion import TestStanding
from lms.assessment.models import Attempt
from lms.assessment.selectors.attempts import TEST
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.completion import Step
from lms.learning.models import LessonProgress
from lms.learning.selectors import checklists
from lms.reminders.models import Reminder
from lms.reminders.rules import ClassFacts, Kind, Occasion, due_days, occasions
from lms.users.models import User

BATCH = 200

Meetings = dict[int, list[RunSession]]


@dataclass(frozen=True)
class Line:
    """One item of a digest: the enrolment, the occasion, and the meetings of that day.

    ``only_test`` is the standing in the test, where it is the only criterion missing before the evaluation.
    """

    enrolment: Enrolment
    occasion: Occasion
    meetings: list[RunSession]
    only_test: TestStanding | None = None


@dataclass(frozen=True)
class Digest:
    """All reminders to one person on one day."""

    person: User
    lines: list[Line]


def message_key(user_id: int, today: dt.date) -> str:
    """One message a person and day, whatever happens: the outbox takes each key once."""
    return f"pengingat:{user_id}:{today}"


def enrolments_to_remind(*, now: dt.datetime) -> QuerySet[Enrolment]:
    """Classes under way for which some reminder may be due today; the rule decides."""
    today = timezone.localdate(now)
    return Enrolment.objects.filter(
        _starting(today) | _meeting(now) | _ending(today) | _waiting(today),
        state=Enrolment.State.ENROLLED,
        run__cancelled_at=None,
        user__is_active=True,
    )


def next_people(*, now: dt.datetime, after: int) -> list[int]:
    """The next batch of accounts, by their keys: a list that doesn't shift while messages go out."""
    people = enrolments_to_remind(now=now).filter(user_id__gt=after).order_by("user_id").values_list("user_id", flat=True)
    return list(people.distinct()[:BATCH])


def digests(*, people: Iterable[int], now: dt.datetime) -> list[Digest]:
    """The digests of ``people`` for today, without reminders already sent and people who have today's message."""
    today = timezone.localdate(now)
    keys = {message_key(person, today): person for person in people}
    reached = {keys[key] for key in Notification.objects.filter(key__in=keys).values_list("key", flat=True)}
    enrolments = _with_last_step(enrolments_to_remind(now=now).filter(user__in=set(keys.values()) - reached))
    sent = _already_sent(enrolments)
    meetings = _meetings(enrolments, now)
    lines = [line for each in enrolments for line in _lines(each, meetings, today) if _identity(line) not in sent]
    lines = _with_tests(lines)
    by_person = groupby(lines, key=lambda line: line.enrolment.user)
    return [Digest(person, sorted(own, key=_nearest_first)) for person, own in by_person]


def _with_tests(lines: list[Line]) -> list[Line]:
    """``lines`` with ``only_test`` set for stalled classes that require a test; no query where none does."""
    waiting = [
        line.enrolment
        for line in lines
        if line.occasion.kind == Kind.STALLED and line.enrolment.run.post_test_id is not None
    ]
    if not waiting:
        return lines
    left = {
        one.enrolment.pk: one.standing(TEST)
        for one in checklists(enrolments=waiting)
        if one.before_evaluation == [Step.TEST]
    }
    return [
        replace(line, only_test=left.get(line.enrolment.pk)) if line.occasion.kind == Kind.STALLED else line
        for line in lines
    ]


def _starting(today: dt.date) -> Q:
    days = due_days(Kind.START_SOON, Kind.START_EVE, today=today)
    return Q(run__starts_on__in=days) & ~Q(run__mode=CourseRun.Mode.SELF_PACED)


def _meeting(now: dt.datetime) -> Q:
    """Meetings of today, for late reminders, and of tomorrow."""
    return Q(Exists(_not_begun(now, days=2).filter(run=OuterRef("run"))))


def _ending(today: dt.date) -> Q:
    return Q(run__ends_on__in=due_days(Kind.END_SOON, Kind.END_EVE, today=today))


def _waiting(today: dt.date) -> Q:
    """Last activity within the two days that are 14 days ago."""
    latest, earliest = due_days(Kind.STALLED, today=today)
    steps = LessonProgress.objects.filter(enrolment=OuterRef("pk"))
    attempts = Attempt.objects.filter(enrolment=OuterRef("pk"))
    since = (
        Q(enrolled_at__gte=_midnight(earliest))
        | Q(run__starts_on__gte=earliest)
        | Q(Exists(steps.filter(completed_at__gte=_midnight(earliest))))
        | Q(Exists(attempts.filter(started_at__gte=_midnight(earliest))))
    )
    after = _midnight(latest + dt.timedelta(days=1))
    untouched = (
        Q(enrolled_at__lt=after)
        & ~Q(Exists(steps.filter(completed_at__gte=after)))
        & ~Q(Exists(attempts.filter(started_at__gte=after)))
    )
    once = ~Q(Exists(Reminder.objects.filter(enrolment=OuterRef("pk"), kind=Kind.STALLED)))
    return Q(run__mode=CourseRun.Mode.SELF_PACED) & since & untouched & once


def _not_begun(now: dt.datetime, *, days: int) -> QuerySet[RunSession]:
    """Meetings within so many days, today being the first."""
    end = _midnight(timezone.localdate(now) + dt.timedelta(days=days))
    return RunSession.objects.filter(starts_at__gt=now, starts_at__lt=end)


def _with_last_step(enrolments: QuerySet[Enrolment]) -> list[Enrolment]:
    latest = LessonProgress.objects.filter(enrolment=OuterRef("pk")).order_by("-completed_at").values("completed_at")[:1]
    begun = Attempt.objects.filter(enrolment=OuterRef("pk")).order_by("-started_at").values("started_at")[:1]
    rows = enrolments.select_related("user", "run__course").defer("run__course__body")
    return list(rows.annotate(last_done=Subquery(latest), last_attempt=Subquery(begun)).order_by("user_id", "pk"))


def _meetings(enrolments: list[Enrolment], now: dt.datetime) -> Meetings:
    """By run, the meetings up to the latest day of today's occasions, in three days."""
    found: Meetings = defaultdict(list)
    runs = {each.run_id for each in enrolments}
    for meeting in _not_begun(now, days=4).filter(run__in=runs).order_by("starts_at"):
        found[meeting.run_id].append(meeting)
    return found


def _lines(enrolment: Enrolment, meetings: Meetings, today: dt.date) -> list[Line]:
    own = meetings.get(enrolment.run_id, [])
    by_day = {day: list(rows) for day, rows in groupby(own, key=lambda meeting: timezone.localdate(meeting.starts_at))}
    run, activity = enrolment.run, (enrolment.last_done, enrolment.last_attempt)  # type: ignore[attr-defined]  # annotated above
    facts = ClassFacts(
        enrolled_on=timezone.localdate(enrolment.enrolled_at),
        last_active_on=timezone.localdate(max((moment for moment in activity if moment), default=enrolment.enrolled_at)),
        is_self_paced=run.mode == CourseRun.Mode.SELF_PACED,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        meeting_days=frozenset(by_day),
    )
    return [Line(enrolment, one, by_day.get(one.day, [])) for one in occasions(facts, today=today)]


def _nearest_first(line: Line) -> tuple[bool, dt.date, int]:
    return line.occasion.kind == Kind.STALLED, line.occasion.day, line.enrolment.pk


def _already_sent(enrolments: list[Enrolment]) -> set[tuple[int, str, dt.date | None]]:
    """``_identity`` of reminders already sent."""
    rows = Reminder.objects.filter(enrolment__in=[each.pk for each in enrolments])
    return {_identity_of(*row) for row in rows.values_list("enrolment_id", "kind", "day")}


def _identity(line: Line) -> tuple[int, str, dt.date | None]:
    return _identity_of(line.enrolment.pk, line.occasion.kind, line.occasion.day)


def _identity_of(enrolment_id: int, kind: str, day: dt.date) -> tuple[int, str, dt.date | None]:
    """What makes a reminder unique; STALLED is sent once per enrolment, on any day."""
    return enrolment_id, str(kind), None if kind == Kind.STALLED else day


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
