"""Job handlers of announcements and questions."""

from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.discussion.services import announcements, notifications


@job_handler(announcements.JOB_KIND, label="Beri tahu peserta tentang pengumuman")
def tell_announcement(run: JobRun) -> None:
    announcements.notify_class(run, announcement_id=run.job.payload["announcement"])


@shared_task(name="lms.tell_of_questions")
def tell_of_questions() -> bool:
    """Every hour by beat; the job does it."""
    return notifications.enqueue_digest(timezone.now())


@job_handler(notifications.JOB_KIND, label="Beri tahu pengajar tentang pertanyaan")
def tell_teachers(run: JobRun) -> None:
    with run.completing("Pengajar diberi tahu."):
        notifications.notify_teachers(hour=run.job.payload["hour"])
