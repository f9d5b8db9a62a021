"""How many seats are left, asked of whoever counts them: participants are no business of this app."""

from collections.abc import Callable, Sequence

from courses.models.run import CourseRun

SeatCounter = Callable[[Sequence[CourseRun]], dict[int, int]]
TakenCounter = Callable[[CourseRun], int]
_counters: list[SeatCounter] = []
_taken_counters: list[TakenCounter] = []


def register_seat_counter(counter: SeatCounter) -> None:
    """``counter`` tells the seats left in those of the given runs that have a quota, by their keys, in one query."""
    _counters[:] = [counter]


def register_taken_counter(counter: TakenCounter) -> None:
    """``counter`` tells how many seats of a run are taken or held for somebody."""
    _taken_counters[:] = [counter]


def seats_taken(*, run: CourseRun) -> int:
    return _taken_counters[0](run) if _taken_counters else 0


def note_seats_left(*, runs: Sequence[CourseRun]) -> None:
    """Give each run ``seats_left``: a number, or None where there is no quota."""
    limited = [run for run in runs if run.quota is not None]
    left = _counters[0](limited) if limited and _counters else {}
    for run in runs:
        run.seats_left = left.get(run.pk, run.quota)  # type: ignore[attr-defined]
