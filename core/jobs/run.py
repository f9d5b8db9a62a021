"""What a handler holds while it works: the job, its lease, and the one transaction that ends it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from core.jobs.errors import LeaseLost
from core.jobs.failpoints import failpoint
from core.jobs.models import Job


class JobRun:
    """One attempt at a job by one worker, valid while its lease holds."""

    def __init__(self, job: Job, token: uuid.UUID, lease: timedelta) -> None:
        self.job = job
        self.completed = False
        self._token = token
        self._lease = lease

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Tell the waiting person how far it is and renew the lease. Raises LeaseLost."""
        changed = self._mine().update(
            progress_done=done, progress_total=total, message=message, lease_until=timezone.now() + self._lease
        )
        if not changed:
            raise LeaseLost(str(self.job.pk))

    @contextmanager
    def completing(self, message: str = "") -> Iterator[None]:
        """One transaction for the job's database effects and its end: both happen, or neither.

        Raises LeaseLost before the body runs when another worker holds the job.
        """
        with transaction.atomic():
            if self._mine().select_for_update().first() is None:
                raise LeaseLost(str(self.job.pk))
            yield
            failpoint("job.before_commit")
            self._mine().update(
                state=Job.State.DONE,
                finished_at=timezone.now(),
                lease_until=None,
                lease_token=None,
                message=message,
                error="",
            )
        self.completed = True

    def _mine(self) -> "models.QuerySet[Job]":
        return Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, lease_token=self._token)
