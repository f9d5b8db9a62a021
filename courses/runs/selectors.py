"""Reads of runs, their meetings and announcements."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet

from core.django_patches.compiled_query import Param
from core.pages.process_cache import ProcessCache
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession

R = TypeVar("R", bound=Any)

# What participants see on every page, the same for all of them.
_runs: ProcessCache[int, CourseRun] = ProcessCache()
_meetings: ProcessCache[int, list[RunSession]] = ProcessCache()


def runs_by_pk(keys: Iterable[int]) -> dict[int, CourseRun]:
    """Runs as participants see them, each with its course without body; a query only after a change of any run."""
    return _runs.get_many(keys, _read_runs)


def attach_runs(rows: Iterable[R]) -> list[R]:
    """These rows (enrolments, places in a queue, …), each with its run as ``runs_by_pk`` knows it."""
    listed = list(rows)
    runs = runs_by_pk(row.run_id for row in listed)
    for row in listed:
        row.run = runs[row.run_id]
    return listed


def meetings_by_run(keys: Iterable[int]) -> dict[int, list[RunSession]]:
    """The meetings of each run, in their order; a query only after a change of any run."""
    return _meetings.get_many(keys, _read_meetings)


def _read_runs(keys: list[int]) -> dict[int, CourseRun]:
    return CourseRun.objects.select_related("course").defer("course__body").in_bulk(keys)


def _read_meetings(keys: list[int]) -> dict[int, list[RunSession]]:
    found: dict[int, list[RunSession]] = {key: [] for key in keys}
    for meeting in RunSession.objects.filter(run__in=keys):
        found[meeting.run_id].append(meeting)
    return found


def announcements_of(*, run: CourseRun | Param) -> QuerySet[Announcement]:
    """What was said to a class: pinned ones first, then the newest."""
    return Announcement.objects.filter(run=run).select_related("author")
