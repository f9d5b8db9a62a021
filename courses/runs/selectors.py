"""Reads of runs, their meetings and announcements."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet

from core.fixed_query import Given
from core.kept import Kept
from courses.models.announcement import Announcement
from courses.models.run import CourseRun
from courses.models.session import RunSession

R = TypeVar("R", bound=Any)

# The same for all participants. Read these, never write to them.
_runs: Kept[int, CourseRun] = Kept()
_meetings: Kept[int, list[RunSession]] = Kept()


def runs_by_pk(keys: Iterable[int]) -> dict[int, CourseRun]:
    """Runs as participants know them, each with its course, which has no body here; asks only after a change of any."""
    return _runs.get_many(keys, _read_runs)


def with_runs(rows: Iterable[R]) -> list[R]:
    """These rows (enrolments, places in a queue, …), each with its run as ``runs_by_pk`` knows it."""
    listed = list(rows)
    runs = runs_by_pk(row.run_id for row in listed)
    for row in listed:
        row.run = runs[row.run_id]
    return listed


def meetings_by_run(keys: Iterable[int]) -> dict[int, list[RunSession]]:
    """The meetings of each run, in their order; asks only after a change of any run."""
    return _meetings.get_many(keys, _read_meetings)


def _read_runs(keys: list[int]) -> dict[int, CourseRun]:
    return CourseRun.objects.select_related("course").defer("course__body").in_bulk(keys)


def _read_meetings(keys: list[int]) -> dict[int, list[RunSession]]:
    found: dict[int, list[RunSession]] = {key: [] for key in keys}
    for meeting in RunSession.objects.filter(run__in=keys):
        found[meeting.run_id].append(meeting)
    return found


def announcements_of(*, run: CourseRun | Given) -> QuerySet[Announcement]:
    """What was said to a class: pinned ones first, then the newest."""
    return Announcement.objects.filter(run=run).select_related("author")
