"""Brings a bibliography of SLiMS into the library's own catalogue: check, report a row, carry out in batches."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.files.base import File
from django.db import transaction

from core.faults import reach
from core.imports import services as imports
from core.imports.records import Line
from core.imports.selectors import CHANGES, still_open
from core.jobs.errors import JobError
from core.jobs.run import JobRun
from core.models.imports import ImportLine, ImportRun
from core.models.job import Job
from core.uploads.kinds import CSV
from elibrary.cataloguing.slims import row_of
from elibrary.models.bibliographic import BibliographicRecord
from elibrary.models.slims_import import SLIMS_KIND, SlimsImport
from elibrary.services import catalogue_files as files
from elibrary.services.accessions import accessions_take_over
from elibrary.services.bibliographic import record_write
from elibrary.services.slims_compare import Decision, Numbered, decide, identity_of, key_of, lines_of

CHECK, APPLY = "elibrary.slims_check", "elibrary.slims_apply"
KINDS = (CSV,)
MOST_BYTES = 100 * 1024 * 1024
BATCH = 100
EXTRACT = "elibrary.cataloguing.slims.extract"
_AGAIN = "Baris ini tentang buku yang sama dengan baris {line}; keduanya menjadi satu cantuman."
_UNREADABLE = "Berkas ini tidak dapat dibaca. Coba unggah lagi."
_STOPPED = "Penerapan terhenti. Yang sudah diterapkan tetap; tekan lagi."

Outcome, Verdict = ImportLine.Outcome, ImportLine.Verdict


def slims_upload(*, file: File, by: Any) -> ImportRun:
    """Keep an export of SLiMS and have it checked. Raises UploadRefused and imports.AlreadyChecking."""
    return imports.run_open(kind=SLIMS_KIND, file=file, allowed=KINDS, most_bytes=MOST_BYTES, check=CHECK, by=by)


def slims_apply_request(*, run: ImportRun, chosen: Collection[str], by: Any) -> None:
    """Have the report carried out. Raises imports.WrongState."""
    imports.request_apply(run=run, chosen=[], apply=APPLY, by=by)


def slims_check(job: JobRun, *, run_id: str) -> None:
    """Read the file and compare each row with the descriptions. Nothing but the report is written."""
    run = SlimsImport.objects.get(pk=run_id)
    if run.state != ImportRun.State.CHECKING:
        return
    verdict = files.extract(run, EXTRACT, _sign_of_life(job))
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            imports.refuse(run=run, sentence=verdict.sentence)
        return
    imports.report_write(run=run, lines=_lines(job, run, verdict.value["records"]))
    with job.completing("Pemeriksaan selesai."):
        imports.check_done(run=run)


def slims_check_failed(job: Job) -> None:
    run = SlimsImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.CHECKING).first()
    if run is not None:
        imports.refuse(run=run, sentence=job.message or _UNREADABLE)


def slims_apply(job: JobRun, *, run_id: str) -> None:
    """One transaction a batch; a killed run goes on with the batches whose lines are open."""
    run = SlimsImport.objects.select_related("uploaded_by").get(pk=run_id)
    if run.state != ImportRun.State.APPLYING:
        return
    if not files.records_are_there(run):
        verdict = files.extract(run, EXTRACT, _sign_of_life(job))
        if not verdict.ok:
            raise JobError(verdict.sentence, retry=verdict.may_pass_later)
    done = 0
    for batch in _batches(run):
        apply_batch(run=run, batch=batch)
        reach("slims.batch_applied")
        done += len(batch)
        job.progress(done, 0, f"Menerapkan baris {done}.")
    with job.completing("Ekspor SLiMS sudah diterapkan."):
        imports.run_done(run=run)
    files.records_remove(run)


def slims_apply_failed(job: Job) -> None:
    run = SlimsImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or _STOPPED)


@transaction.atomic
def apply_batch(*, run: ImportRun, batch: list[Numbered]) -> None:
    """Runs that are carried out at the same time take turns, batch by batch: their rows are the lock.

    A row about a book that an earlier row of the batch made or changed is decided once more.
    """
    list(SlimsImport.objects.select_for_update().filter(state=ImportRun.State.APPLYING).order_by("pk"))
    waiting = still_open(run, [key_of(number, row) for number, row in batch])
    if not waiting:
        return
    opened = [one for one in batch if key_of(*one) in waiting]
    touched = _Touched()
    done: list[Decision] = []
    for one, first in zip(opened, decide(opened), strict=True):
        decision = decide([one])[0] if touched.by(first) else first
        touched.add(decision, _carried_out(decision))
        done.append(decision)
    for outcome, verdicts in (
        (Outcome.DONE, CHANGES),
        (Outcome.UNCHANGED, {Verdict.SAME}),
        (Outcome.SKIPPED, {Verdict.PROBLEM}),
    ):
        imports.settle_all(run=run, keys=[each.key for each in done if each.verdict in verdicts], outcome=outcome)
    reach("slims.batch_written")


class _Touched:
    """What a batch has written so far."""

    def __init__(self) -> None:
        self.records: set[int] = set()
        self.identities: set[tuple[str, ...]] = set()
        self.items: set[str] = set()

    def by(self, decision: Decision) -> bool:
        if decision.record is not None and decision.record.pk in self.records:
            return True
        if decision.row.fault:
            return False
        return identity_of(decision.row) in self.identities or bool(self.items & set(decision.row.many("item_code")))

    def add(self, decision: Decision, record: BibliographicRecord | None) -> None:
        if record is not None:
            self.records.add(record.pk)
            self.identities.add(identity_of(decision.row))
            self.items.update(decision.items)


def _carried_out(decision: Decision) -> BibliographicRecord | None:
    if decision.verdict not in CHANGES:
        return None
    record = decision.record or BibliographicRecord()
    record_write(record=record, answers=decision.answers)
    accessions_take_over(record=record, numbers=decision.items)
    return record


def _lines(job: JobRun, run: ImportRun, total: int) -> Iterator[Line]:
    """A new book that the file has twice is told at its second row."""
    seen: dict[tuple[str, ...], int] = {}
    done = 0
    for batch in _batches(run):
        for decision in decide(batch):
            yield from lines_of(decision)
            yield from _repetition(decision, seen)
        done += len(batch)
        job.progress(done, total, f"Memeriksa baris {done} dari {total}.")


def _repetition(decision: Decision, seen: dict[tuple[str, ...], int]) -> Iterable[Line]:
    if decision.verdict != Verdict.NEW:
        return
    row = decision.row
    line = seen.setdefault(identity_of(row), row.line)
    if line != row.line:
        subject = f"Baris {row.line}: {row.cells['title'][:200]}"
        yield Line(decision.key, subject, "Cantuman", Verdict.NOTE, message=_AGAIN.format(line=line))


def _sign_of_life(job: JobRun) -> Callable[[], None]:
    def beat() -> None:
        job.progress(0, 0, "Membaca berkas.")

    beat()
    return beat


def _batches(run: ImportRun) -> Iterator[list[Numbered]]:
    found = enumerate(map(row_of, files.lines_read(run)), start=1)
    while batch := list(islice(found, BATCH)):
        yield batch
