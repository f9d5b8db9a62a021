from celery import shared_task

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.publishing.services import schedule


@shared_task(name="core.publish_scheduled")
def publish_scheduled() -> int:
    return schedule.schedule_due()


@job_handler(schedule.PUBLISH, label="Terbitkan halaman terjadwal")
def publish_one_scheduled(run: JobRun) -> None:
    schedule.publish_due(run, revision_id=run.job.payload["revision"])


@job_handler(schedule.EXPIRE, label="Tarik halaman yang habis waktunya")
def expire_one_scheduled(run: JobRun) -> None:
    schedule.expire_due(run, content_type_id=run.job.payload["content_type"], object_id=run.job.payload["object"])
