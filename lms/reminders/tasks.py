from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.reminders import services


@shared_task(name="lms.remind_participants")
def remind_participants() -> bool:
    """Hourly; the job of a day is enqueued once."""
    return services.enqueue_for(timezone.localdate())


@job_handler(services.JOB_KIND, label="Ingatkan peserta")
def send_reminders(run: JobRun) -> None:
    """Reminders due on the day on which the job runs, whatever day it was enqueued for."""
    services.remind(run, now=timezone.now())
