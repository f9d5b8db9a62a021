"""Entering and leaving a class."""

from django.db import transaction
from django.utils import timezone

from core.services import audit
from courses.models import CourseRun
from lms.errors_learning import NameMissing, RunClosed, RunFull
from lms.models import Enrolment, RunSeats, User


@transaction.atomic
def enrolment_create(*, user: User, run: CourseRun) -> Enrolment:
    """Put ``user`` into ``run`` and take a seat; somebody already in it gets their enrolment back (a double tap).

    Raises NameMissing, RunClosed or RunFull.
    """
    if not user.full_name.strip():
        raise NameMissing
    seats = _lock_seats(run)
    existing = Enrolment.objects.filter(user=user, run=run).exclude(state=Enrolment.State.CANCELLED).first()
    if existing is not None:
        return existing
    _take_seat(seats)
    enrolment = Enrolment.objects.create(user=user, run=run)
    audit.record(actor=user, action="lms.enrolment.created", subject=enrolment, after={"run": str(run.public_id)})
    return enrolment


@transaction.atomic
def enrolment_cancel(*, enrolment: Enrolment, by: User) -> Enrolment:
    """Leave a class before its end and free the seat. A finished or already cancelled enrolment stays as it is."""
    seats = _lock_seats(enrolment.run)
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state != Enrolment.State.ENROLLED:
        return enrolment
    enrolment.state = Enrolment.State.CANCELLED
    enrolment.save(update_fields=["state"])
    seats.taken -= 1
    seats.save(update_fields=["taken"])
    audit.record(actor=by, action="lms.enrolment.cancelled", subject=enrolment, before={"state": Enrolment.State.ENROLLED})
    return enrolment


def _lock_seats(run: CourseRun) -> RunSeats:
    """One line at a time through the door: everybody who enters or leaves this run waits here."""
    RunSeats.objects.get_or_create(run=run)
    return RunSeats.objects.select_for_update().get(run=run)


def _take_seat(seats: RunSeats) -> None:
    """Count one more, against the quota and the window as they are now, after the wait for the lock."""
    run = CourseRun.objects.select_related("course").get(pk=seats.run_id)
    if not run.is_open_at(timezone.now()):
        raise RunClosed
    if run.quota is not None and seats.taken >= run.quota:
        raise RunFull
    seats.taken += 1
    seats.quota = run.quota
    seats.save(update_fields=["taken", "quota"])
