"""Puts jobs in, takes them out, brings back what was left behind. Handlers lie in ``<app>/tasks.py``."""

import logging
import uuid
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_guid import get_guid, set_guid

from core.audit.services import audit_log
from core.jobs.errors import JobError, LeaseLost
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.registry import get_kind
from core.jobs.run import JobRun

logger = logging.getLogger(__name__)

SWEEP_BATCH = 500
RUN_JOB = "core.run_job"
"""Name of the Celery task; its module imports this one."""
_CUT_OFF = (
    f"Pekerjaan ini terhenti {Job.MAX_KILLS} kali karena gangguan di sistem kami, bukan karena isinya. "
    "Coba lagi nanti, atau hubungi pengelola sistem."
)


def enqueue(
    *,
    kind: str,
    subject: str,
    payload: dict[str, Any] | None = None,
    requested_by: AbstractBaseUser | None = None,
    subject_is_new: bool = False,
) -> Job:
    """Have ``kind`` done for ``subject`` ("book:12") after the surrounding transaction commits.

    A job that already waits for the same subject is returned instead of a second one, locked until commit so that no
    worker can run it before it sees what this transaction writes. ``subject_is_new`` spares the look for one: the row was
    made in this transaction, so nobody else knows it. ``payload`` holds ids, never personal data.
    """
    job = Job(
        kind=kind,
        subject=subject,
        payload=payload or {},
        max_attempts=get_kind(kind).max_attempts,
        requested_by_id=requested_by.pk if requested_by is not None else None,
        request_id=get_guid() or "",
    )
    with transaction.atomic(savepoint=False):
        if subject_is_new:
            job.save(force_insert=True)
        else:
            job = _waiting_or_new(job)
        job_id = job.pk
        transaction.on_commit(lambda: nudge(job_id))
    return job


def _waiting_or_new(job: Job) -> Job:
    """The job that waits for the same subject already, else this one, saved."""
    waiting = Job.objects.filter(kind=job.kind, subject=job.subject, state=Job.State.QUEUED)
    found = waiting.select_for_update().first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return waiting.select_for_update().get()
    return job


def latest_job(*, kind: str, subject: str) -> Job | None:
    """The newest job of this kind and subject, for a page that shows its progress."""
    return Job.objects.filter(kind=kind, subject=subject).order_by("-created_at").first()


def nudge(job_id: uuid.UUID) -> None:
    """Send the message that makes a worker look. A broker that is down is logged; the sweep will send again."""
    Job.objects.filter(pk=job_id).update(nudged_at=timezone.now())
    try:
        current_app.send_task(RUN_JOB, args=(str(job_id),), retry=False, ignore_result=True)
    except Exception:  # each broker client has errors of its own
        logger.warning("broker did not take the message; the sweep will send it again", extra={"job": str(job_id)})


def run(job_id: uuid.UUID) -> None:
    """Do the job if it is due and free; otherwise nothing. Never raises for what the handler does."""
    failpoint("job.received")
    attempt = _claim(job_id)
    if attempt is None:
        return
    failpoint("job.claimed")
    job = attempt.job
    if job.request_id:
        set_guid(job.request_id)
    try:
        get_kind(job.kind).handler(attempt)
        if not attempt.completed:
            with attempt.completing():
                pass
    except LeaseLost:
        logger.warning("lease lost; another worker has the job", extra={"job": str(job.pk)})
    except JobError as error:
        logger.warning("job refused: %s", error.message, extra={"job": str(job.pk), "kind": job.kind})
        _give_back(job, message=error.message, error=type(error.__cause__ or error).__name__, retry=error.retry)
    except Exception as error:  # whatever a handler raises ends this attempt, never the worker
        logger.exception("job failed", extra={"job": str(job.pk), "kind": job.kind})
        _give_back(job, message="Terjadi kesalahan di sistem kami.", error=type(error).__name__, retry=True)
    failpoint("job.finished")
    _nudge_follower(job)


def sweep() -> int:
    """Give up what was cut off MAX_KILLS times, nudge what is due or was left behind; return how many were nudged."""
    now = timezone.now()
    left_behind = Q(state=Job.State.RUNNING, lease_until__lt=now)
    for job in Job.objects.filter(left_behind, kills__gte=Job.MAX_KILLS - 1):
        _fail(job, message=_CUT_OFF, error="WorkerLost", kills=job.kills + 1)
    stale = now - timedelta(seconds=settings.JOB_SWEEP_SECONDS)
    waiting = Q(state=Job.State.QUEUED, run_after__lte=now) & (Q(nudged_at__isnull=True) | Q(nudged_at__lt=stale))
    due = list(Job.objects.filter(waiting | left_behind).order_by("run_after").values_list("pk", flat=True)[:SWEEP_BATCH])
    for job_id in due:
        nudge(job_id)
    return len(due)


class NotRetryable(ValueError):
    """Only a failed job may be started again."""


@transaction.atomic
def retry_by_hand(*, job: Job, by: AbstractBaseUser) -> Job:
    """Give a failed job a fresh set of attempts, as a new row: the old one stays as it ended. Raises NotRetryable."""
    if job.state != Job.State.FAILED:
        raise NotRetryable(str(job.pk))
    again = enqueue(kind=job.kind, subject=job.subject, payload=job.payload, requested_by=by)
    audit_log.record(actor=by, action="core.job.retried", subject=again, before={"job": str(job.pk)})
    return again


def _claim(job_id: uuid.UUID) -> JobRun | None:
    """Take the job when it is due and nobody holds it. The update is the lock; the constraints refuse a second runner.

    A job that waits begins its next attempt; one that was cut off goes on with the attempt that it was in.
    """
    now = timezone.now()
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        return None
    lease = timedelta(seconds=get_kind(job.kind).lease_seconds or settings.JOB_LEASE_SECONDS)
    token = uuid.uuid4()
    held = {"state": Job.State.RUNNING, "lease_token": token, "lease_until": now + lease, "started_at": now}
    waits = Q(state=Job.State.QUEUED, run_after__lte=now, attempts__lt=F("max_attempts"))
    cut_off = Q(state=Job.State.RUNNING, lease_until__lt=now, kills__lt=Job.MAX_KILLS - 1)
    try:
        with transaction.atomic():
            taken = Job.objects.filter(waits, pk=job_id).update(**held, attempts=F("attempts") + 1) or Job.objects.filter(
                cut_off, pk=job_id
            ).update(**held, kills=F("kills") + 1)
    except IntegrityError:
        return None
    if not taken:
        return None
    job.refresh_from_db()
    return JobRun(job, token, lease)


def _held(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease_token=job.lease_token)


def _give_back(job: Job, *, message: str, error: str, retry: bool) -> None:
    """Queue another attempt (10 s, 20 s, 40 s … later) or end the job as failed."""
    if not retry or job.attempts >= job.max_attempts:
        _fail(job, message=message, error=error)
        return
    later = timezone.now() + timedelta(seconds=10 * 2 ** (job.attempts - 1))
    released = {"lease_until": None, "lease_token": None, "message": message, "error": error}
    try:
        with transaction.atomic():
            _held(job).update(state=Job.State.QUEUED, run_after=later, **released)
    except IntegrityError:  # a newer request for the same subject already waits
        _held(job).update(state=Job.State.SUPERSEDED, finished_at=timezone.now(), **released)


def _fail(job: Job, *, message: str, error: str, **counted: int) -> None:
    with transaction.atomic():
        ended = _held(job).update(
            **counted,
            state=Job.State.FAILED,
            lease_until=None,
            lease_token=None,
            message=message,
            error=error,
            finished_at=timezone.now(),
        )
        on_failed = get_kind(job.kind).on_failed
        if ended and on_failed is not None:
            job.refresh_from_db()
            on_failed(job)


def _nudge_follower(job: Job) -> None:
    """Work that came in for the same subject meanwhile could not start beside this one; start it now."""
    follower = Job.objects.filter(
        kind=job.kind, subject=job.subject, state=Job.State.QUEUED, run_after__lte=timezone.now()
    ).first()
    if follower is not None:
        nudge(follower.pk)
