"""Brings a publisher's catalogue in: keep the file, read and compare it, carry out the report in batches."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from core.faults import reach
from core.imports import services as imports
from core.imports.records import Line
from core.jobs.errors import JobError
from core.jobs.run import JobRun
from core.models.imports import ImportRun
from core.models.job import Job
from core.uploads.kinds import CSV, JSON, MARC, XLSX, XML
from elibrary.catalogue.compare import Numbered, decide
from elibrary.catalogue.identity import IDENTITY, FileIndex
from elibrary.catalogue.report import lines_of
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.models.catalogue_import import CATALOGUE_KIND, CatalogueImport
from elibrary.models.publisher import Publisher
from elibrary.services import catalogue_files as files
from elibrary.services.catalogue_apply import apply_batch
from elibrary.services.catalogue_mail import catalogue_tell
from elibrary.services.publishers import publisher_for_code

CHECK, APPLY = "elibrary.catalogue_check", "elibrary.catalogue_apply"
KINDS = (XML, JSON, XLSX, CSV, MARC)
MOST_BYTES = 200 * 1024 * 1024
BATCH = 200


def catalogue_upload(
    *,
    file: File,
    publisher: str,
    format: str = "auto",
    by: Any,
    most_bytes: int = MOST_BYTES,
    options: Mapping[str, Any] | None = None,
    alongside: Callable[[ImportRun], None] | None = None,
) -> ImportRun:
    """Keep a catalogue of the publisher with the code ``publisher`` and have it checked.

    A code that nobody has yet becomes a publisher when the catalogue is applied. Raises UploadRefused and
    imports.AlreadyChecking. ``options`` and ``alongside`` are a source's.
    """
    return imports.run_open(
        kind=CATALOGUE_KIND,
        file=file,
        allowed=KINDS,
        most_bytes=most_bytes,
        check=CHECK,
        by=by,
        target=f"{publisher} {format}",
        options={**(options or {}), "publisher": publisher, "format": format},
        alongside=alongside,
    )


def catalogue_apply_request(*, run: ImportRun, chosen: Collection[str], by: Any) -> None:
    """Have the report carried out. Raises imports.WrongState."""
    imports.request_apply(run=run, chosen=[], apply=APPLY, by=by)


def catalogue_check(job: JobRun, *, run_id: str) -> None:
    """Read the file and compare each record with the offers. Nothing but the report is written."""
    run = CatalogueImport.objects.get(pk=run_id)
    if run.state != ImportRun.State.CHECKING:
        return
    publisher = Publisher.objects.filter(slug=run.options["publisher"]).first()
    verdict = files.records_extract(run, publisher, _sign_of_life(job))
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    run.options = {**run.options, "columns": files.columns_read(run, publisher)}
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            run.save(update_fields=["options"])
            imports.refuse(run=run, sentence=verdict.sentence)
            import_refused.send(sender=CatalogueImport, run=run)
        return
    reach("catalogue.extracted")
    imports.report_write(run=run, lines=_lines(job, run, publisher))
    with job.completing("Pemeriksaan selesai."):
        run.options = {**run.options, "recognised": verdict.value["format"]}
        run.save(update_fields=["options"])
        imports.check_done(run=run)
        import_checked.send(sender=CatalogueImport, run=run)


def catalogue_check_failed(job: Job) -> None:
    run = CatalogueImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.CHECKING).first()
    if run is not None:
        imports.refuse(run=run, sentence=job.message or "Berkas ini tidak dapat dibaca. Coba unggah lagi.")
        import_refused.send(sender=CatalogueImport, run=run)


def catalogue_apply(job: JobRun, *, run_id: str) -> None:
    """One transaction a batch; a killed run goes on with the batches whose lines are open."""
    run = CatalogueImport.objects.select_related("uploaded_by").get(pk=run_id)
    if run.state != ImportRun.State.APPLYING:
        return
    publisher = publisher_for_code(code=run.options["publisher"], by=run.uploaded_by)
    _records_again(job, run, publisher)
    index, today = _index(run), timezone.localdate()
    done = 0
    for batch in _batches(run):
        apply_batch(run=run, publisher=publisher, batch=batch, index=index, today=today)
        reach("catalogue.batch_applied")
        done += len(batch)
        job.progress(done, index.total, f"Menerapkan rekaman {done} dari {index.total}.")
    with job.completing("Katalog sudah diterapkan."):
        imports.run_done(run=run)
        catalogue_tell(run=run, publisher=publisher)
    files.records_remove(run)


def catalogue_apply_failed(job: Job) -> None:
    run = CatalogueImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or "Penerapan terhenti. Yang sudah diterapkan tetap; tekan lagi.")


def _records_again(job: JobRun, run: ImportRun, publisher: Publisher) -> None:
    """The records that the check kept; read once more when they are gone. Raises JobError."""
    if files.records_are_there(run):
        return
    verdict = files.records_extract(run, publisher, _sign_of_life(job))
    if not verdict.ok:
        raise JobError(verdict.sentence, retry=verdict.may_pass_later)


def _sign_of_life(job: JobRun) -> Callable[[], None]:
    def beat() -> None:
        job.progress(0, 0, "Membaca berkas.")

    beat()
    return beat


def _lines(job: JobRun, run: ImportRun, publisher: Publisher | None) -> Iterator[Line]:
    index, today = _index(run), timezone.localdate()
    done = 0
    for batch in _batches(run):
        for decision in decide(publisher, batch, index, today):
            yield from lines_of(decision)
        done += len(batch)
        job.progress(done, index.total, f"Memeriksa rekaman {done} dari {index.total}.")


def _index(run: ImportRun) -> FileIndex:
    return FileIndex.of(files.records_read(run, only=IDENTITY))


def _batches(run: ImportRun) -> Iterator[list[Numbered]]:
    records = enumerate(files.records_read(run), start=1)
    while batch := list(islice(records, BATCH)):
        yield batch
