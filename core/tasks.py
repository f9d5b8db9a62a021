"""Celery tasks and job handlers of core."""

import uuid

from celery import shared_task
from celery.signals import worker_ready

from core.jobs import services as jobs
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.publishing import schedule
from core.publishing.reviews import tasks as review_tasks  # noqa: F401  registers its job
from core.search import tasks as search_tasks  # noqa: F401  registers its job
from core.services import notifications


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


@shared_task(name="core.forget_missed_queries")
def forget_missed_queries() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="core.forget_missed_queries", subject="search:missed-queries")


@job_handler(
    "core.send_notification",
    label="Kirim pemberitahuan",
    max_attempts=5,
    on_failed=notifications.mark_failed,
)
def send_notification(run: JobRun) -> None:
    notifications.deliver(run, notification_id=run.job.payload["notification"])


@shared_task(name="core.publish_scheduled")
def publish_scheduled() -> int:
    return schedule.schedule_due()


@job_handler(schedule.PUBLISH, label="Terbitkan halaman terjadwal")
def publish_one_scheduled(run: JobRun) -> None:
    schedule.publish_due(run, revision_id=run.job.payload["revision"])


@job_handler(schedule.EXPIRE, label="Tarik halaman yang habis waktunya")
def expire_one_scheduled(run: JobRun) -> None:
    schedule.expire_due(run, content_type_id=run.job.payload["content_type"], object_id=run.job.payload["object"])
