"""Reads of attendance."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from courses.runs.selectors import meetings_by_run
from lms.attendance import checkin
from lms.attendance.completion import AttendanceCount
from lms.attendance.models import Attendance
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import IN_CLASS, people_in
from lms.learning.completion import Criterion, Step
from lms.users.models import User

PEOPLE_PER_PAGE = 50
PRESENT, ABSENT = "ya", "tidak"


def attendance_counts(*, enrolments: Sequence[Enrolment]) -> dict[int, AttendanceCount]:
    """By enrolment, for those whose run requires attendance: one query, none when no run does.

    Meetings of another run don't count: the person may have been moved here from it.
    """
    asking = {one.pk: one.run.attendance_percent for one in enrolments if one.run.attendance_percent is not None}
    if not asking:
        return {}
    meetings = RunSession.objects.filter(run=OuterRef("run")).order_by().values("run").annotate(number=Count("pk"))
    counted = Enrolment.objects.filter(pk__in=asking).annotate(
        attended=Count("attendances", filter=Q(attendances__session__run=F("run"))),
        meetings=Coalesce(Subquery(meetings.values("number"), output_field=IntegerField()), 0),
    )
    rows = counted.order_by().values_list("pk", "attended", "meetings")
    return {pk: AttendanceCount(attended, meetings, asking[pk]) for pk, attended, meetings in rows}


ATTENDANCE = Criterion(Step.ATTENDANCE, _("kehadiran cukup"), attendance_counts)
_noted = CompiledQuery(lambda: Attendance.objects.filter(enrolment=Param("enrolment")).values_list("session_id", "taken_at"))


def meetings_of(*, enrolment: Enrolment) -> list[Any]:
    """The meetings of a person's class, each with ``attended_at`` (None: not recorded); one query where there are any,
    besides that of uncached meetings."""
    meetings = meetings_by_run([enrolment.run_id])[enrolment.run_id]
    noted = attendance_query(enrolment=enrolment).fetch() if meetings else []
    return meetings_from(enrolment=enrolment, meetings=meetings, noted=noted)


def attendance_query(*, enrolment: Enrolment) -> BoundQuery[tuple[int, datetime]]:
    """The person's attendance: session key and time."""
    return _noted.bind(enrolment=enrolment.pk)


def meetings_from(
    *, enrolment: Enrolment, meetings: Iterable[RunSession], noted: Iterable[tuple[int, datetime]]
) -> list[Any]:
    """From what ``attendance_query`` found; ``meetings`` are shared and not modified."""
    own: list[Any] = [copy(meeting) for meeting in meetings]
    attended = dict(noted)
    for meeting in own:
        meeting.run, meeting.attended_at = enrolment.run, attended.get(meeting.pk)
    return own


@dataclass(frozen=True)
class CheckIn:
    """The person's possible check-ins now. ``waiting``: open meetings without attendance of theirs."""

    waiting: list[Any]
    noted: list[Any]
    next_opening: datetime | None

    @property
    def is_open(self) -> bool:
        return bool(self.waiting)


def check_in_state(*, meetings: Sequence[Any], moment: datetime) -> CheckIn:
    """From the meetings with ``attended_at``; without a query."""
    under_way = [meeting for meeting in meetings if checkin.is_open(meeting, moment)]
    later = [checkin.opens_at(meeting) for meeting in meetings if checkin.opens_at(meeting) > moment]
    return CheckIn(
        waiting=[meeting for meeting in under_way if meeting.attended_at is None],
        noted=[meeting for meeting in under_way if meeting.attended_at is not None],
        next_opening=min(later, default=None),
    )


def attendance_of(*, user: User, session: RunSession) -> Attendance | None:
    own = Attendance.objects.filter(enrolment__user=user, enrolment__run=session.run_id, enrolment__state__in=IN_CLASS)
    return own.filter(session=session).first()


# --- for staff ---------------------------------------------------------------------


def meetings_with_counts(*, run: CourseRun) -> list[Any]:
    """The meetings of a run, each with ``present``: how many of those in the class were there."""
    in_class = Q(attendances__enrolment__state__in=IN_CLASS, attendances__enrolment__run=F("run"))
    return list(RunSession.objects.filter(run=run).annotate(present=Count("attendances", filter=in_class)))


def present_count(*, session: RunSession) -> int:
    in_class = Attendance.objects.filter(enrolment__state__in=IN_CLASS, enrolment__run=session.run_id)
    return in_class.filter(session=session).count()


def attendance_list(*, session: RunSession, words: str, wanted: str, number: str | None) -> PaginatorPage:
    """One screen of the people of a meeting, each with ``noted``: their attendance, or None."""
    people = people_in(run=session.run)
    for word in words.split():
        people = people.filter(user__full_name__icontains=word)
    there = Attendance.objects.filter(session=session).values("enrolment")
    if wanted in {PRESENT, ABSENT}:
        people = people.filter(pk__in=there) if wanted == PRESENT else people.exclude(pk__in=there)
    page = Paginator(people, PEOPLE_PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    noted = Attendance.objects.filter(session=session, enrolment__in=page.object_list).select_related("taken_by")
    by_enrolment = {one.enrolment_id: one for one in noted}
    for person in page.object_list:
        person.noted = by_enrolment.get(person.pk)  # type: ignore[attr-defined]
    return page


def attendance_table(*, run: CourseRun) -> Iterator[tuple[Enrolment, dict[int, str], AttendanceCount]]:
    """Each person of a run with the meetings they were at: key and how it was noted."""
    meetings = RunSession.objects.filter(run=run).count()
    there: dict[int, dict[int, str]] = {}
    for enrolment_id, session_id, method in Attendance.objects.filter(session__run=run).values_list(
        "enrolment_id", "session_id", "method"
    ):
        there.setdefault(enrolment_id, {})[session_id] = Attendance.Method(method).label
    for person in people_in(run=run).iterator(chunk_size=500):
        was_at = there.get(person.pk, {})
        yield person, was_at, AttendanceCount(len(was_at), meetings, run.attendance_percent or 0)
