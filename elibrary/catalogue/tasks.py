from celery import shared_task
from django.utils import timezone

from core.imports import reading
from core.imports.driver import register_import
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.catalogue.services.imports import CATALOGUE

register_import(CATALOGUE)


@shared_task(name="elibrary.sweep_catalogue_records")
def sweep_catalogue_records() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="elibrary.sweep_catalogue_records", subject="catalogue:records")


@job_handler("elibrary.sweep_catalogue_records", label="Hapus rekaman katalog yang tidak diterapkan")
def remove_catalogue_records(run: JobRun) -> None:
    count = reading.records_sweep(before=timezone.now() - reading.RECORD_RETENTION)
    with run.completing(f"{count} berkas rekaman dihapus."):
        pass
