"""Entering and leaving a class."""

from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.runs.models.run import CourseRun
from lms.enrolment.errors import NameMissing, RequirementsMissing, RunCancelled, RunClosed, RunFull
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services import waiting_queue
from lms.enrolment.services.seats import counting, has_free_seat, lock_run, lock_seats, take
from lms.enrolment.signals import enrolment_ended
from lms.profile.selectors import missing_requirements
from lms.users.models import User


@transaction.atomic
def enrolment_create(*, user: User, run: CourseRun, by: User | None = None) -> Enrolment:
    """Enrol ``user`` in ``run`` and take a seat. Idempotent: an existing enrolment is returned (double tap).

    A seat offered to the user is used; otherwise the waiting list has priority.
    ``by`` is the member of staff acting for them. Raises NameMissing, RequirementsMissing, RunClosed or RunFull.
    """
    found = enter(lock_seats(run), user=user, run=run, by=by)
    if not isinstance(found, Enrolment):
        raise RunFull
    return found


@transaction.atomic
def enrol_or_wait(*, user: User, run: CourseRun) -> Enrolment | WaitingEntry:
    """A seat, or else the last place of the queue, decided under one lock, so that the queue's order is that of requests.

    Idempotent: returns what the person has already. Raises NameMissing, RequirementsMissing or RunClosed.
    """
    seats = lock_seats(run)
    return enter(seats, user=user, run=run) or waiting_queue.add(seats, user=user, run=run)


@transaction.atomic
def enrolment_cancel(*, enrolment: Enrolment, by: User) -> Enrolment:
    """Cancel an enrolment and free the seat.

    A completed or cancelled enrolment is unchanged, and so is one that staff have moved to another run since.
    """
    seats = lock_seats(enrolment.run)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("run").get(pk=enrolment.pk)
    if enrolment.state == Enrolment.State.ENROLLED and enrolment.run_id == seats.run_id:
        end_enrolment(enrolment, seats, by=by)
    return enrolment


def end_enrolment(enrolment: Enrolment, seats: RunSeats, *, by: User | None) -> None:
    """Set an enrolment to cancelled, send ``enrolment_ended``, free its seat. The caller holds the locks of both."""
    enrolment.state = Enrolment.State.CANCELLED
    enrolment.save(update_fields=["state"])
    enrolment_ended.send(sender=Enrolment, enrolment=enrolment)
    audit_log.record(
        actor=by, action="lms.enrolment.cancelled", subject=enrolment, before={"state": Enrolment.State.ENROLLED}
    )
    free_seat(seats)


def enter(seats: RunSeats, *, user: User, run: CourseRun, by: User | None = None) -> Enrolment | WaitingEntry | None:
    """The person's enrolment, existing or new, under the lock of the seats; else their queue entry, or None.

    Quota, enrolment window and offers are read after the lock was acquired.
    Raises NameMissing, RequirementsMissing or RunClosed.
    """
    if not user.full_name.strip():
        raise NameMissing
    existing = Enrolment.objects.filter(user=user, run=run).exclude(state=Enrolment.State.CANCELLED).first()
    if existing is not None:
        return existing
    run = lock_run(seats)
    if missing := missing_requirements(user, run.requirements):
        raise RequirementsMissing(missing)
    if not run.is_open_at(timezone.now()):
        raise RunClosed
    with counting(seats):
        waiting_queue.settle(seats, run)
        entry = waiting_queue.open_entry(user=user, run=run)
        if entry is not None and entry.is_offered:
            waiting_queue.end(entry, WaitingEntry.State.ACCEPTED, seats, by=user, keeps_seat=True)
        elif not has_free_seat(seats, run):
            return entry
        else:
            take(seats, run)
    return _enrol(user, run, by=by or user)


def take_seat(seats: RunSeats, *, by_staff: bool = False) -> None:
    """Take a seat, against the quota and the enrolment window as read after the lock was acquired.

    ``by_staff``: the window applies to participants only; quota, queue and cancellation always apply.
    Raises RunClosed, RunCancelled (staff) or RunFull.
    """
    run = lock_run(seats)
    if by_staff and run.is_cancelled:
        raise RunCancelled
    if not by_staff and not run.is_open_at(timezone.now()):
        raise RunClosed
    with counting(seats):
        waiting_queue.settle(seats, run)
        if not has_free_seat(seats, run):
            raise RunFull
        take(seats, run)


def free_seat(seats: RunSeats) -> None:
    """Free a seat of locked ``seats`` and offer it to the first of the queue. Every release of a seat goes through here."""
    with counting(seats):
        seats.taken -= 1
        waiting_queue.settle(seats, lock_run(seats))


def _enrol(user: User, run: CourseRun, *, by: User) -> Enrolment:
    enrolment = Enrolment.objects.create(user=user, run=run)
    audit_log.record(actor=by, action="lms.enrolment.created", subject=enrolment, after={"run": str(run.public_id)})
    return enrolment
