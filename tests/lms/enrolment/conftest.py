from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from core.jobs import services as job_services
from core.jobs.models import Job


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """``clock(hours=3)`` moves Django's clock forward or (negative) back; returns the new time."""
    real, shift = timezone.now, timedelta()

    def move(**by: float) -> datetime:
        nonlocal shift
        shift += timedelta(**by)
        return timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: real() + shift)
    return move


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Do what waits, and what that starts, whatever a clock that was moved said when the job was made."""

    def run() -> int:
        for count in range(100):
            job = Job.objects.filter(state=Job.State.QUEUED).order_by("created_at", "pk").first()
            if job is None:
                return count
            Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
            job_services.run(job.pk)
        raise AssertionError("jobs that never end")

    return run
