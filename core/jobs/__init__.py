"""Background work: ``enqueue`` a job inside a transaction, write its handler in ``<app>/tasks.py``."""

from .errors import JobError, LeaseLost
from .registry import job_handler
from .run import JobRun
from .services import enqueue, latest_job

__all__ = ["JobError", "JobRun", "LeaseLost", "enqueue", "job_handler", "latest_job"]
