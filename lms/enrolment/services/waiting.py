"""The waiting list: joining, leaving, taking an offered seat, and what happens to offers with time.

Every change holds the lock of the run's seats (lms/enrolment/services/seats.py), so that a seat is assigned or released
exactly once.
"""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from core.jobs.run import JobRun
from core.jobs.services import enqueue
from courses.runs.models.run import CourseRun, over_at
from lms.enrolment.errors import NothingToWaitFor, OfferGone, RunFull
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services import waiting_queue
from lms.enrolment.services.enrolment import enrolment_create, enter
from lms.enrolment.services.seats import counting, lock_run, lock_seats
from lms.enrolment.waiting_terms import REMIND_BEFORE, WORTH_REMINDING
from lms.users.models import User

State = WaitingEntry.State
SETTLE = "lms.settle_waiting"
REMIND = "lms.remind_waiting"


@transaction.atomic
def join(*, user: User, run: CourseRun) -> WaitingEntry:
    """Append to the queue of a full run; an existing entry is returned.

    Raises NothingToWaitFor, and as ``enrolment_create`` does: NameMissing, RequirementsMissing or RunClosed.
    """
    seats = lock_seats(run)
    found = enter(seats, user=user, run=run)
    if isinstance(found, Enrolment):
        raise NothingToWaitFor
    return waiting_queue.add(seats, user=user, run=run) if found is None else found


@transaction.atomic
def leave(*, user: User, run: CourseRun) -> bool:
    """Leave the queue, or decline the offered seat, which is offered to the next. False when there was no entry."""
    seats = lock_seats(run)
    entry = waiting_queue.open_entry(user=user, run=run)
    if entry is None:
        return False
    with counting(seats):
        waiting_queue.end(entry, State.DECLINED if entry.is_offered else State.LEFT, seats, by=user)
        waiting_queue.settle(seats, lock_run(seats))
    return True


def accept(*, user: User, run: CourseRun) -> Enrolment:
    """Turn the offered seat into an enrolment. Idempotent.

    After the offer's expiry a free seat is used, if there is one. An expired offer stays ended, whatever
    follows. Raises OfferGone, NameMissing, RequirementsMissing or RunClosed.
    """
    seat_freed(run=run)
    try:
        return enrolment_create(user=user, run=run)
    except RunFull:
        raise OfferGone from None


@transaction.atomic
def seat_freed(*, run: CourseRun) -> None:
    """Offer free seats of ``run`` to the queue. Call it in the transaction that frees a seat, after the counter
    (``RunSeats.taken``) was lowered and saved, and after enrolling a person who may be queued. It may be called at any
    time; it only does what is due."""
    with counting(lock_seats(run)) as seats:
        waiting_queue.settle(seats, lock_run(seats))


def run_changed(*, run: CourseRun) -> None:
    """A run with a queue was saved or cancelled: enqueue a job that settles the queue after the commit.

    Not done here: the run is locked, and the lock order is seats first.
    """
    if WaitingEntry.objects.filter(run=run, state__in=WaitingEntry.OPEN).exists():
        _settle_later(run.pk)


def settle_run(job: JobRun, *, run_id: int) -> None:
    """Settle one queue, in one transaction with the job's completion, so that a killed worker leaves no partial change."""
    with job.completing("Daftar tunggu sudah sesuai."):
        run = CourseRun.objects.filter(pk=run_id).first()
        if run is not None:
            seat_freed(run=run)


def sweep() -> int:
    """Enqueue a job for each queue in which something is due; return how many. Idempotent."""
    now = timezone.now()
    waiting = WaitingEntry.objects.filter(state__in=WaitingEntry.OPEN)
    over = over_at(now, path="run__")
    free = Q(run__quota=None) | Q(run__seats__taken__lt=F("run__quota"))
    may_enter = Q(state=State.WAITING, user__is_active=True, run__course__live=True, run__enrolment_opens__lte=now)
    due = waiting.filter(over | Q(offer_expires_at__lte=now) | (may_enter & free) | Q(waiting_queue.is_in()))
    runs = list(due.order_by("run_id").values_list("run_id", flat=True).distinct())
    for run_id in runs:
        _settle_later(run_id)
    return len(runs)


@transaction.atomic
def remind() -> int:
    """Enqueue one reminder for each offer that ends within REMIND_BEFORE; return how many."""
    now = timezone.now()
    ending = WaitingEntry.objects.select_for_update(of=("self",)).filter(
        offer_expires_at__gt=now,
        offer_expires_at__lte=now + REMIND_BEFORE,
        offer_expires_at__gte=F("offered_at") + WORTH_REMINDING,
        reminded_at=None,
    )
    entries = list(ending)
    for entry in entries:
        enqueue(kind=REMIND, subject=f"waiting:{entry.pk}", payload={"entry": entry.pk})
    WaitingEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(reminded_at=now)
    return len(entries)


def _settle_later(run_id: int) -> None:
    enqueue(kind=SETTLE, subject=f"run:{run_id}", payload={"run": run_id})
