from celery import shared_task

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.deliveries.services import files, inspection, uploads


@job_handler(uploads.RECEIVE, label="Susun berkas kiriman", on_failed=files.delivery_receive_failed)
def delivery_receive(run: JobRun) -> None:
    files.delivery_receive(run, upload_id=run.job.payload["upload"])


@job_handler(
    files.INSPECT,
    label="Periksa berkas kiriman",
    on_failed=inspection.delivery_inspect_failed,
)
def delivery_inspect(run: JobRun) -> None:
    inspection.delivery_inspect(run, delivery_id=run.job.payload["delivery"])


@shared_task(name="elibrary.sweep_uploads")
def sweep_uploads() -> None:
    """Once an hour by beat; the job does it."""
    enqueue(kind="elibrary.uploads_sweep", subject="uploads")


@job_handler("elibrary.uploads_sweep", label="Buang unggahan yang ditinggalkan")
def uploads_sweep(run: JobRun) -> None:
    uploads.uploads_sweep()
