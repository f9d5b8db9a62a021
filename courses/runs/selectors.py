"""Reads of runs, their meetings and announcements."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db.models import QuerySet

from core.django_patches.compiled_query import Param
from core.pages.process_cache import ProcessCache
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession


class OfRun(Protocol):
    """A row with a foreign key to a run."""

    run_id: int
    run: CourseRun


R = TypeVar("R", bound=OfRun)

# Shared by all participants and requests of the process: read only.
_runs: ProcessCache[int, CourseRun] = ProcessCache()
_meetings: ProcessCache[int, list[RunSession]] = ProcessCache()


def runs_by_pk(keys: Iterable[int]) -> dict[int, CourseRun]:
    """Runs by key, each with its course (``body`` deferred). From the process cache; one query after a change of any run."""
    return _runs.get_many(keys, _read_runs)


def attach_runs(rows: Iterable[R]) -> list[R]:
    """The rows (enrolments, waiting entries, …) with ``run`` set from ``runs_by_pk``."""
    listed = list(rows)
    runs = runs_by_pk(row.run_id for row in listed)
    for row in listed:
        row.run = runs[row.run_id]
    return listed


def meetings_by_run(keys: Iterable[int]) -> dict[int, list[RunSession]]:
    """Meetings by run, by start. From the process cache; one query after a change of any run."""
    return _meetings.get_many(keys, _read_meetings)


def _read_runs(keys: list[int]) -> dict[int, CourseRun]:
    return CourseRun.objects.select_related("course").defer("course__body").in_bulk(keys)


def _read_meetings(keys: list[int]) -> dict[int, list[RunSession]]:
    found: dict[int, list[RunSession]] = {key: [] for key in keys}
    for meeting in RunSession.objects.filter(run__in=keys):
        found[meeting.run_id].append(meeting)
    return found


def announcements_of(*, run: CourseRun | Param) -> QuerySet[Announcement]:
    """Announcements of a run: pinned ones first, then the newest."""
    return Announcement.objects.filter(run=run).select_related("author")
