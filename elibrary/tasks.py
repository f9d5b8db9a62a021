"""Job handlers of elibrary."""

from celery import shared_task
from django.utils import timezone

from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.services import (
    catalogue_files,
    catalogue_import,
    delivery_files,
    delivery_inspection,
    delivery_uploads,
    slims_import,
    sources,
    titles,
)
from elibrary.services.intake import book_intake, book_intake_failed


@job_handler("elibrary.intake", label="Periksa berkas buku", on_failed=book_intake_failed)
def intake(run: JobRun) -> None:
    book_intake(run, book_id=run.job.payload["book"])


@job_handler(catalogue_import.CHECK, label="Periksa katalog penerbit", on_failed=catalogue_import.catalogue_check_failed)
def catalogue_check(run: JobRun) -> None:
    catalogue_import.catalogue_check(run, run_id=run.job.payload["run"])


@job_handler(catalogue_import.APPLY, label="Terapkan katalog penerbit", on_failed=catalogue_import.catalogue_apply_failed)
def catalogue_apply(run: JobRun) -> None:
    catalogue_import.catalogue_apply(run, run_id=run.job.payload["run"])


@job_handler(slims_import.CHECK, label="Periksa ekspor SLiMS", on_failed=slims_import.slims_check_failed)
def slims_check(run: JobRun) -> None:
    slims_import.slims_check(run, run_id=run.job.payload["run"])


@job_handler(slims_import.APPLY, label="Terapkan ekspor SLiMS", on_failed=slims_import.slims_apply_failed)
def slims_apply(run: JobRun) -> None:
    slims_import.slims_apply(run, run_id=run.job.payload["run"])


@job_handler(delivery_files.RECEIVE, label="Susun berkas kiriman", on_failed=delivery_files.delivery_receive_failed)
def delivery_receive(run: JobRun) -> None:
    delivery_files.delivery_receive(run, upload_id=run.job.payload["upload"])


@job_handler(
    delivery_files.INSPECT,
    label="Periksa berkas kiriman",
    on_failed=delivery_inspection.delivery_inspect_failed,
)
def delivery_inspect(run: JobRun) -> None:
    delivery_inspection.delivery_inspect(run, delivery_id=run.job.payload["delivery"])


@shared_task(name="elibrary.sweep_uploads")
def sweep_uploads() -> None:
    """Once an hour by beat; the job does it."""
    enqueue(kind="elibrary.uploads_sweep", subject="uploads")


@job_handler("elibrary.uploads_sweep", label="Buang unggahan yang ditinggalkan")
def uploads_sweep(run: JobRun) -> None:
    delivery_uploads.uploads_sweep()


@shared_task(name="elibrary.check_sources")
def check_sources() -> int:
    """Every minute by beat; each source says itself when its time has come."""
    return sources.sources_due()


@job_handler(sources.CHECK_SOURCE, label="Periksa sumber katalog", on_failed=sources.source_check_failed)
def source_check(run: JobRun) -> None:
    sources.source_check(run, source_id=run.job.payload["source"], whole=run.job.payload.get("whole", False))


@shared_task(name="elibrary.sweep_catalogue_records")
def sweep_catalogue_records() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="elibrary.sweep_catalogue_records", subject="catalogue:records")


@job_handler("elibrary.sweep_catalogue_records", label="Hapus rekaman katalog yang tidak diterapkan")
def remove_catalogue_records(run: JobRun) -> None:
    count = catalogue_files.records_sweep(before=timezone.now() - catalogue_files.KEPT_FOR)
    with run.completing(f"{count} berkas rekaman dihapus."):
        pass


@shared_task(name="elibrary.titles_of_the_day")
def titles_of_the_day() -> None:
    """Once a day by beat; the job does it."""
    enqueue(kind="elibrary.titles_of_the_day", subject="titles")


@job_handler("elibrary.titles_of_the_day", label="Perbarui judul di platform luar dan cetak")
def titles_day(run: JobRun) -> None:
    """What a killed worker did stays done: each title is a transaction of its own."""
    count = titles.titles_of_the_day()
    with run.completing(f"{count} judul diperbarui."):
        pass
