"""The counter of a run's seats, and the order in which everybody locks: first this row, then the run's.

Whoever holds a lock of a run never waits for its seats (staff who save or cancel one leave the rest to a job). Whoever needs
the seats of two runs locks them in the order of the runs' keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from core.pages.page_cache import invalidate
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import RunSeats

COUNTED = ("taken", "quota", "last_waiting_number")


def lock_seats(run: CourseRun) -> RunSeats:
    """One line at a time through the door: everybody who enters, leaves or waits for this run waits here."""
    RunSeats.objects.get_or_create(run=run)
    return RunSeats.objects.select_for_update().get(run=run)


@contextmanager
def counting(seats: RunSeats) -> Iterator[RunSeats]:
    """Store at the end what was counted on locked ``seats``.

    Stored pages may be a seat behind for some minutes, but offer none where none is left.
    """
    before, was_full = _counted(seats), seats.is_full
    yield seats
    if _counted(seats) != before:
        seats.save(update_fields=COUNTED)
    if seats.is_full != was_full:
        invalidate()


def lock_run(seats: RunSeats) -> CourseRun:
    """The run as it is now, after the wait for its seats: whoever calls it off waits for us, or we read that it is off.

    Without its course in the same statement: a row whose course staff change meanwhile would drop out of the join.
    """
    return CourseRun.objects.select_for_update(no_key=True).get(pk=seats.run_id)


def has_free_seat(seats: RunSeats, run: CourseRun) -> bool:
    return run.quota is None or seats.taken < run.quota


def take(seats: RunSeats, run: CourseRun) -> None:
    """Count one more; the caller has seen that one is free. The database refuses what the quota doesn't allow."""
    seats.taken += 1
    seats.quota = run.quota


def _counted(seats: RunSeats) -> tuple[object, ...]:
    return tuple(getattr(seats, name) for name in COUNTED)
