"""The counter of a run's seats, and the lock order: first this row, then the run's.

A transaction that holds a run's lock never waits for its seats (saving or cancelling a run enqueues a job). A transaction
that needs the seats of two runs locks them in the order of the runs' primary keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from core.pages.page_cache import invalidate
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import RunSeats

COUNTED = ("taken", "quota", "last_waiting_number")


def lock_seats(run: CourseRun) -> RunSeats:
    """Lock the run's seats: entering, leaving and queueing for a run are serialised by this lock."""
    RunSeats.objects.get_or_create(run=run)
    return RunSeats.objects.select_for_update().get(run=run)


@contextmanager
def counting(seats: RunSeats) -> Iterator[RunSeats]:
    """Save changed counters of locked ``seats`` on exit, and invalidate cached pages when ``is_full`` changes.

    Cached pages may be a seat behind for some minutes, but never show a free seat in a full run.
    """
    before, was_full = _counted(seats), seats.is_full
    yield seats
    if _counted(seats) != before:
        seats.save(update_fields=COUNTED)
    if seats.is_full != was_full:
        invalidate()


def lock_run(seats: RunSeats) -> CourseRun:
    """The run, re-read with a lock after that of its seats: a cancellation waits for us, or is visible here.

    The course isn't joined: a row whose course is changed concurrently would drop out of the join.
    """
    return CourseRun.objects.select_for_update(no_key=True).get(pk=seats.run_id)


def has_free_seat(seats: RunSeats, run: CourseRun) -> bool:
    return run.quota is None or seats.taken < run.quota


def take(seats: RunSeats, run: CourseRun) -> None:
    """Count one seat; the caller has checked that one is free. A CHECK constraint enforces the quota."""
    seats.taken += 1
    seats.quota = run.quota


def _counted(seats: RunSeats) -> tuple[object, ...]:
    return tuple(getattr(seats, name) for name in COUNTED)
