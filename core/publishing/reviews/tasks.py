"""The daily reminders: beat asks every hour of the day, the job of a day is made once."""

from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.publishing.reviews import reminders


@shared_task(name="core.remind_of_reviews")
def remind_of_reviews() -> bool:
    return reminders.enqueue_for(timezone.localdate())


@job_handler(reminders.JOB_KIND, label="Ingatkan peninjauan halaman")
def send_reminders(run: JobRun) -> None:
    """What is due is told as of the day on which the job runs, whatever day it was made for."""
    with run.completing("Pengingat peninjauan sudah diantrekan."):
        reminders.remind(today=timezone.localdate())
