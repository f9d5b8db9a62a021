"""The days ahead: meetings, first days and last days of the classes under way, in order."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from core.documents.formatting import days_away
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.home.steps import ClassUnderWay

AHEAD = dt.timedelta(days=30)


@dataclass(frozen=True)
class Date:
    """``meeting`` is set for dates with hours and a place; ``away`` is the relative day ("besok")."""

    day: dt.date
    what: str
    run: CourseRun
    meeting: RunSession | None = None
    away: str = ""

    @property
    def place(self) -> str:
        return (self.meeting.place if self.meeting else "") or self.run.place_name


def dates_ahead(classes: Iterable[ClassUnderWay], *, today: dt.date) -> list[Date]:
    """Within the next 30 days, today included."""
    found = [date for item in classes for date in _dates_of(item) if today <= date.day <= today + AHEAD]
    return [replace(date, away=days_away(date.day, today=today)) for date in sorted(found, key=_in_order)]


def _dates_of(item: ClassUnderWay) -> Iterator[Date]:
    """A first day with a meeting is shown as the meeting; a run of one day has no separate last day."""
    run = item.run
    days = {timezone.localdate(meeting.starts_at) for meeting in item.meetings}
    for meeting in item.meetings:
        yield Date(timezone.localdate(meeting.starts_at), meeting.title, run, meeting)
    if run.starts_on and run.mode != CourseRun.Mode.SELF_PACED and run.starts_on not in days:
        yield Date(run.starts_on, _("Kelas dimulai"), run)
    if run.ends_on and (run.ends_on != run.starts_on or run.mode == CourseRun.Mode.SELF_PACED):
        yield Date(run.ends_on, _("Hari terakhir kelas"), run)


def _in_order(date: Date) -> tuple[dt.date, float, str]:
    """Whole days before hours on the same day; a class closes after its meetings."""
    if date.meeting is not None:
        return date.day, date.meeting.starts_at.timestamp(), date.what
    return date.day, float("inf") if date.day == date.run.ends_on else 0.0, date.what
