"""State changes of a run's queue. The caller of each function holds the lock of the seats (``seats.lock_seats``)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from core.audit.services import audit_log
from core.jobs.services import enqueue
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services.seats import counting, take
from lms.enrolment.waiting_terms import offer_ends, offer_limit
from lms.users.models import User

State = WaitingEntry.State
NOTICE_JOB, CLOSED_JOB = "lms.tell_waiting", "lms.tell_queue_closed"


def open_entry(*, user: User, run: CourseRun) -> WaitingEntry | None:
    """The person's place in the queue of ``run``, waiting or offered."""
    return WaitingEntry.objects.filter(user=user, run=run, state__in=WaitingEntry.OPEN).first()


def is_in() -> Exists:
    """Subquery: whether the person of an open entry was enrolled by staff meanwhile."""
    inside = Enrolment.objects.filter(user=OuterRef("user"), run=OuterRef("run"))
    return Exists(inside.exclude(state=Enrolment.State.CANCELLED))


def settle(seats: RunSeats, run: CourseRun) -> None:
    """Settle the queue: end entries of enrolled people, expire overdue offers, offer free seats.

    Afterwards the queue is empty or no seat is free, so that a newcomer can't overtake. When enrolment is over or the run
    is cancelled, all entries are closed. While the course isn't public or enrolment isn't open yet, nothing is offered.
    """
    if not _open_entries(run).exists():
        return
    now = timezone.now()
    if run.state_at(now) in {CourseRun.State.CLOSED, CourseRun.State.CANCELLED}:
        _close(seats, run)
        return
    for entry in _open_entries(run).filter(is_in()):
        end(entry, State.ACCEPTED, seats)
    for entry in _open_entries(run).filter(offer_expires_at__lte=now):
        end(entry, State.EXPIRED, seats)
        enqueue_notice(entry)
    if run.is_open_at(now):
        _shorten(run, now)
        _promote(seats, run, now)


def add(seats: RunSeats, *, user: User, run: CourseRun) -> WaitingEntry:
    """Append an entry with the next number."""
    with counting(seats):
        seats.last_waiting_number += 1
    entry = WaitingEntry.objects.create(user=user, run=run, number=seats.last_waiting_number, joined_at=timezone.now())
    audit_log.record(actor=user, action="lms.waiting.joined", subject=entry, after={"run": str(run.public_id)})
    return entry


def end(entry: WaitingEntry, state: str, seats: RunSeats, *, by: User | None = None, keeps_seat: bool = False) -> None:
    """Close an entry. Its held seat is released, unless ``keeps_seat``."""
    if entry.is_offered and not keeps_seat:
        seats.taken -= 1
    before, entry.state = entry.state, state
    entry.offer_expires_at, entry.ended_at = None, timezone.now()
    entry.save(update_fields=["state", "offer_expires_at", "ended_at"])
    audit_log.record(actor=by, action=f"lms.waiting.{state}", subject=entry, before={"state": before})


def enqueue_notice(entry: WaitingEntry) -> None:
    """Enqueue a job that notifies the person of the entry's state after this transaction commits. Not written here:
    a message refers to an account, and an erasure holds the account's lock while waiting for these seats."""
    enqueue(kind=NOTICE_JOB, subject=f"waiting:{entry.pk}", payload={"entry": entry.pk})


def _open_entries(run: CourseRun) -> QuerySet[WaitingEntry]:
    return WaitingEntry.objects.filter(run=run, state__in=WaitingEntry.OPEN).order_by("number")


def _promote(seats: RunSeats, run: CourseRun, now: datetime) -> None:
    waiting = _open_entries(run).filter(state=State.WAITING, user__is_active=True)
    if run.quota is not None:
        waiting = waiting[: max(run.quota - seats.taken, 0)]
    for entry in waiting:
        take(seats, run)
        entry.state, entry.offered_at, entry.offer_expires_at = State.OFFERED, now, offer_ends(run, now)
        entry.save(update_fields=["state", "offered_at", "offer_expires_at"])
        audit_log.record(actor=None, action="lms.waiting.offered", subject=entry)
        enqueue_notice(entry)


def _shorten(run: CourseRun, now: datetime) -> None:
    """Shorten offers after staff brought the end of enrolment or the start forward, and notify the people."""
    limit = offer_limit(run, now)
    if limit is None:
        return
    for entry in _open_entries(run).filter(offer_expires_at__gt=limit):
        entry.offer_expires_at = limit
        entry.save(update_fields=["offer_expires_at"])
        audit_log.record(actor=None, action="lms.waiting.shortened", subject=entry)
        enqueue_notice(entry)


def _close(seats: RunSeats, run: CourseRun) -> None:
    """Close all entries at once and enqueue their notifications."""
    held = _open_entries(run).filter(state=State.OFFERED).count()
    count = _open_entries(run).update(state=State.CLOSED, offer_expires_at=None, ended_at=timezone.now())
    seats.taken -= held
    audit_log.record(actor=None, action="lms.waiting.closed", subject=run, after={"entries": count, "held": held})
    enqueue(kind=CLOSED_JOB, subject=f"run:{run.pk}", payload={"run": run.pk})
