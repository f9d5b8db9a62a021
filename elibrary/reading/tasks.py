from celery import shared_task

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.reading import services


@shared_task(name="elibrary.titles_of_the_day")
def titles_of_the_day() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="elibrary.titles_of_the_day", subject="titles")


@job_handler("elibrary.titles_of_the_day", label="Perbarui judul di platform luar dan cetak")
def titles_day(run: JobRun) -> None:
    """What a killed worker did stays done: each title is a transaction of its own."""
    count = services.titles_of_the_day()
    with run.completing(f"{count} judul diperbarui."):
        pass
