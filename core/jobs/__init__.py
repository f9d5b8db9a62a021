"""Background work: ``enqueue`` a job inside a transaction, write its handler in ``<app>/tasks.py``."""

from core.jobs.errors import JobError, LeaseLost
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue, latest_job

__all__ = ["JobError", "JobRun", "LeaseLost", "enqueue", "job_handler", "latest_job"]
