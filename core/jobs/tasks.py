import uuid

from celery import shared_task
from celery.signals import worker_ready

from core.jobs import services as jobs


@shared_task(name=jobs.RUN_JOB)
def run_job(job_id: str) -> None:
    jobs.run(uuid.UUID(job_id))


@shared_task(name="core.sweep_jobs")
def sweep_jobs() -> int:
    return jobs.sweep()


@worker_ready.connect
def sweep_at_start(**kwargs: object) -> None:
    """A worker that comes up looks at once for what was left while there was none."""
    jobs.sweep()
