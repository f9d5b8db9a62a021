"""Meetings of a class, relative to now."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession

HOUR = timedelta(hours=1)


def meeting(run: CourseRun, *, begins_in: timedelta = -HOUR, lasts: timedelta = 2 * HOUR, **fields: Any) -> RunSession:
    """By default one that began an hour ago and goes on for another."""
    starts_at = timezone.now() + begins_in
    number = run.sessions.count() + 1
    return RunSession.objects.create(
        run=run, **{"title": f"Pertemuan {number}", "starts_at": starts_at, "ends_at": starts_at + lasts, **fields}
    )
