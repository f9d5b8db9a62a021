from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.reminders import services


@shared_task(name="lms.remind_participants")
def remind_participants() -> bool:
    """Beat asks every hour of the day, the job of a day is made once."""
    return services.enqueue_for(timezone.localdate())


@job_handler(services.JOB_KIND, label="Ingatkan peserta")
def send_reminders(run: JobRun) -> None:
    """What is due is told as of the day on which the job runs, whatever day it was made for."""
    services.remind(run, now=timezone.now())
