"""The one flow of every import: upload → check (dry run) → report → apply, resumable; a second run changes nothing.

An app declares an ``ImportKind`` and registers it here in its ``tasks.py``. The steps that only touch rows are in
``core.imports.services``, the screens in ``core.imports.admin``.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import IntegrityError, transaction

from core.audit.services import audit_log
from core.files.uploads.checks import CheckedUpload, check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import XLSX
from core.files.uploads.office import refuse_other_office_files
from core.imports import reading
from core.imports import services as imports
from core.imports.kinds import IMPORTS, ImportKind, ReportProgress, Stage, kind_of
from core.imports.models import ImportRun
from core.imports.selectors import selectable_keys
from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue, latest_job

State = ImportRun.State
NO_UPLOADER = "Akun pengunggah berkas ini sudah tidak ada. Unggah lagi berkasnya."


def register_import(kind: ImportKind[Any]) -> None:
    """Register the kind and its two jobs."""
    IMPORTS.register(kind.name, kind)
    for stage, handler, failed in (
        (kind.check, check_run, check_failed),
        (kind.apply, apply_run, apply_failed),
    ):
        job_handler(stage.job, label=stage.label, on_failed=partial(failed, kind))(partial(handler, kind))


# --- a file comes in ------------------------------------------------------------------


def check_file(kind: ImportKind[Any], file: File, *, most_bytes: int | None = None) -> CheckedUpload:
    """Raises UploadRefused for a file that ``kind`` doesn't take; other office files are named where it takes workbooks."""
    if tuple(kind.allowed) == (XLSX,):
        refuse_other_office_files(file)
    return check_upload(file, allowed=kind.allowed, most_bytes=most_bytes or kind.most_bytes)


def upload(
    kind: ImportKind[Any],
    *,
    file: File,
    by: AbstractBaseUser | None,
    target: object = "",
    options: Mapping[str, Any] | None = None,
    most_bytes: int | None = None,
    alongside: Callable[[ImportRun], None] | None = None,
) -> ImportRun:
    """Keep ``file`` in private storage and have it checked; ``options`` are kept for the check.

    ``target`` is what it is for, where the app has several: the same file may be on its way for each of them at once.
    ``by`` is None for a command, which may also set ``most_bytes``. ``alongside`` writes in the run's own transaction: both
    are there, or neither. Raises UploadRefused for a file we don't take, AlreadyChecking for a second tap, and what
    ``alongside`` raises.
    """
    name = check_file(kind, file, most_bytes=most_bytes).name
    sha256 = _hash(file)
    of = {"kind": kind.name, "target": str(target), "sha256": sha256}
    imports.refuse_second(**of)
    run = ImportRun(**of, file_name=name, uploaded_by_id=by.pk if by else None, options=dict(options or {}))
    with refuse_when_disk_is_full():
        run.file.save(f"{run.pk}.{name.rpartition('.')[2]}", file, save=False)
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            if alongside is not None:
                alongside(run)
            audit_log.record(
                actor=by, action="core.import.uploaded", subject=run, after={"kind": kind.name, "sha256": sha256}
            )
            _enqueue(kind.check, run, by)
    except IntegrityError:
        run.file.delete(save=False)
        imports.refuse_second(**of)
        raise
    return run


def check_again(*, run: ImportRun, by: AbstractBaseUser | None) -> None:
    """Have the same file checked anew, because how it is read has changed.

    Raises WrongState for a run of which something has been applied, and AlreadyChecking.
    """
    with transaction.atomic():
        imports.restart_check(run=run)
        audit_log.record(actor=by, action="core.import.check_requested", subject=run)
        _enqueue(kind_of(run).check, run, by)


# --- its check ------------------------------------------------------------------------


def check_run(kind: ImportKind[Any], job: JobRun) -> None:
    """Read the file and compare it with what there is. Nothing but the report is written."""
    run = kind.model.objects.get(pk=job.job.payload["run"])
    if run.state != State.CHECKING:
        return
    verdict = reading.read(kind, run, _heartbeat(job))
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    run.options = {**run.options, **kind.facts(run, verdict)}
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            run.save(update_fields=["options"])
            _refuse(kind, run, verdict.sentence)
        return
    lines = kind.compare(run, kind.content(run, verdict.value), _teller(job, kind.check))
    if kind.large:
        imports.report_write(run=run, lines=lines)
    found = None if kind.large else list(lines)
    with job.completing(kind.check.done):
        run.save(update_fields=["options"])
        imports.check_done(run=run, lines=found)
        kind.on_checked(run)


def check_failed(kind: ImportKind[Any], job: Job) -> None:
    """The check was given up: the file is refused in a sentence."""
    run = kind.model.objects.filter(pk=job.payload["run"], state=State.CHECKING).first()
    if run is not None:
        _refuse(kind, run, job.message or kind.unreadable)


def _refuse(kind: ImportKind[Any], run: ImportRun, sentence: str) -> None:
    imports.refuse(run=run, sentence=sentence)
    kind.on_refused(run)


# --- its application ------------------------------------------------------------------


@transaction.atomic
def request_apply(*, run: ImportRun, chosen: Collection[str], by: AbstractBaseUser | None) -> None:
    """Have the report carried out; ``chosen`` are the keys that need a choice and got it, any other is left out.

    Raises WrongState: a second tap finds the run on its way.
    """
    offered = selectable_keys(run) if chosen else {}
    keys = sorted({key for key in chosen if key in offered})
    imports.start_applying(run=run, chosen=keys)
    audit_log.record(actor=by, action="core.import.apply_requested", subject=run, after={"chosen": keys})
    _enqueue(kind_of(run).apply, run, by)


def apply_run(kind: ImportKind[Any], job: JobRun) -> None:
    """One transaction a part; a killed run goes on with the parts that aren't settled."""
    run = kind.model.objects.select_related("uploaded_by").get(pk=job.job.payload["run"])
    if run.state != State.APPLYING:
        return
    if kind.applies_as_uploader and run.uploaded_by is None:
        raise JobError(NO_UPLOADER, retry=False)
    kind.prepare(run)
    content = kind.content(run, _value_to_apply(kind, job, run))
    tell = _teller(job, kind.apply)
    for number, (done, total) in enumerate(kind.apply_parts(run, content), start=1):
        failpoint("import.part_applied")
        if number % kind.progress_every == 0:
            tell(done, total)
    with job.completing(kind.apply.done):
        imports.run_done(run=run)
        kind.on_applied(run)
    if kind.large:
        reading.records_remove(run)


def apply_failed(kind: ImportKind[Any], job: Job) -> None:
    """The attempt was given up: what is settled stays, the rest may be asked for again."""
    run = kind.model.objects.filter(pk=job.payload["run"], state=State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or kind.stopped)


def _value_to_apply(kind: ImportKind[Any], job: JobRun, run: ImportRun) -> Any:
    """What the file says, read once more; None where the records that the check kept are there. Raises JobError."""
    if kind.large and reading.records_exist(run):
        return None
    verdict = reading.read(kind, run, _heartbeat(job))
    if not verdict.ok:
        raise JobError(verdict.sentence.partition("\n")[0], retry=verdict.may_pass_later)
    return verdict.value


# --- what all steps need --------------------------------------------------------------


def waiting_job(run: ImportRun) -> Job | None:
    """The newest job of the step that the run is in; None where no job works for it."""
    kind = kind_of(run)
    stage = {State.CHECKING: kind.check, State.APPLYING: kind.apply}.get(State(run.state))
    return latest_job(kind=stage.job, subject=_subject(run)) if stage else None


def _enqueue(stage: Stage, run: ImportRun, by: AbstractBaseUser | None) -> None:
    enqueue(kind=stage.job, subject=_subject(run), payload={"run": str(run.pk)}, requested_by=by)


def _subject(run: ImportRun) -> str:
    return f"import:{run.pk}"


def _heartbeat(job: JobRun) -> Callable[[], None]:
    def beat() -> None:
        job.progress(0, 0, "Membaca berkas.")

    beat()
    return beat


def _teller(job: JobRun, stage: Stage) -> ReportProgress:
    return lambda done, total: job.progress(done, total, stage.progress.format(done=done, total=total))


def _hash(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
