"""The steps of an import: check (dry run) → report a line → apply, resumable; a second run changes nothing.

Each has its own transaction or runs inside the caller's. An app gives its kind and writes two job handlers (check, apply);
report and counts are the same for all.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.imports.records import Line
from core.imports.selectors import CHANGES, counts
from core.jobs.services import enqueue
from core.models.imports import ImportLine, ImportRun
from core.services import audit
from core.uploads.checks import check_upload, refuse_when_disk_is_full
from core.uploads.kinds import FileKind

BATCH = 500


class AlreadyChecking(Exception):
    """This very file is being checked for the same target, as ``run``."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(run.pk)
        self.run = run


class WrongState(Exception):
    """The run isn't in a state that allows this step."""


def run_open(
    *,
    kind: str,
    file: File,
    allowed: Collection[FileKind],
    most_bytes: int,
    check: str,
    by: AbstractBaseUser | None,
    target: object = "",
    options: Mapping[str, Any] | None = None,
    alongside: Callable[[ImportRun], None] | None = None,
) -> ImportRun:
    """Keep ``file`` in private storage and have it checked by the job kind ``check``; ``options`` are kept for it.

    ``target`` is what it is for, where the app has several: the same file may be on its way for each of them at once.
    ``by`` is None for a command. ``alongside`` writes in the run's own transaction: both are there, or neither. Raises
    UploadRefused for a file we don't take, AlreadyChecking for a second tap, and what ``alongside`` raises.
    """
    name = check_upload(file, allowed=allowed, most_bytes=most_bytes).name
    sha256 = _hash(file)
    of = {"kind": kind, "target": str(target), "sha256": sha256}
    _refuse_second(**of)
    run = ImportRun(**of, file_name=name, uploaded_by_id=by.pk if by else None, options=dict(options or {}))
    with refuse_when_disk_is_full():
        run.file.save(f"{run.pk}.{name.rpartition('.')[2]}", file, save=False)
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            if alongside is not None:
                alongside(run)
            audit.record(actor=by, action="core.import.uploaded", subject=run, after={"kind": kind, "sha256": sha256})
            enqueue(kind=check, subject=f"import:{run.pk}", payload={"run": str(run.pk)}, requested_by=by)
    except IntegrityError:
        run.file.delete(save=False)
        _refuse_second(**of)
        raise
    return run


def report_write(*, run: ImportRun, lines: Iterable[Line]) -> None:
    """Write a report of any length before ``check_done``: in pieces, so that nobody waits for the whole of it.

    A check that is killed meanwhile leaves a run that is still being checked, and starts its report again.
    """
    run.lines.all().delete()
    rows = (ImportLine(run=run, number=number, **vars(line)) for number, line in enumerate(lines, start=1))
    while piece := list(islice(rows, BATCH)):
        ImportLine.objects.bulk_create(piece)


def check_done(*, run: ImportRun, lines: Iterable[Line] | None = None) -> None:
    """Write the report, unless ``report_write`` did. The caller's transaction ends the job too."""
    if lines is not None:
        report_write(run=run, lines=lines)
    _move(run, ImportRun.State.CHECKING, ImportRun.State.CHECKED, checked_at=timezone.now(), message="")


def refuse(*, run: ImportRun, sentence: str) -> None:
    """The file can't be used; the sentence says why and what to do. Raises WrongState."""
    _move(run, ImportRun.State.CHECKING, ImportRun.State.REFUSED, message=sentence)
    audit.record(actor=None, action="core.import.refused", subject=run, after={"message": sentence[:500]})


@transaction.atomic
def request_apply(*, run: ImportRun, chosen: Collection[str], apply: str, by: AbstractBaseUser | None) -> None:
    """Have what was checked applied by the job kind ``apply``; ``chosen`` are the keys that need a choice and got it.

    Raises WrongState: a second tap finds the run on its way.
    """
    _move(run, ImportRun.State.CHECKED, ImportRun.State.APPLYING, chosen=sorted(set(chosen)), message="")
    audit.record(actor=by, action="core.import.apply_requested", subject=run, after={"chosen": sorted(set(chosen))})
    enqueue(kind=apply, subject=f"import:{run.pk}", payload={"run": str(run.pk)}, requested_by=by)


def settle(*, run: ImportRun, key: str, outcome: str, message: str = "", part: str = "") -> None:
    """Note what came of a subject, or of one ``part`` of it, in the transaction that did it."""
    changes = run.lines.filter(key=key, outcome="", verdict__in=[ImportLine.Verdict.NEW, ImportLine.Verdict.CHANGED])
    if part:
        changes = changes.filter(part=part)
    changes.update(outcome=outcome, **({"message": message} if message else {}))


def settle_all(*, run: ImportRun, keys: Collection[str], outcome: str) -> None:
    """The same for whole subjects that one transaction dealt with."""
    run.lines.filter(key__in=keys, outcome="", verdict__in=CHANGES).update(outcome=outcome)


@transaction.atomic
def check_again(*, run: ImportRun, check: str, by: AbstractBaseUser | None) -> None:
    """Have the same file checked anew by the job kind ``check``, because how it is read has changed.

    Raises WrongState for a run of which something has been applied, and AlreadyChecking.
    """
    if run.lines.exclude(outcome="").exists():
        raise WrongState(f"{run.pk} has been applied in part")
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=[ImportRun.State.CHECKED, ImportRun.State.REFUSED])
    try:
        with transaction.atomic():
            moved = waiting.update(state=ImportRun.State.CHECKING, message="")
    except IntegrityError:
        _refuse_second(kind=run.kind, target=run.target, sha256=run.sha256)
        raise
    if not moved:
        raise WrongState(f"{run.pk}: {run.state} → {ImportRun.State.CHECKING}")
    run.refresh_from_db()
    audit.record(actor=by, action="core.import.check_requested", subject=run)
    enqueue(kind=check, subject=f"import:{run.pk}", payload={"run": str(run.pk)}, requested_by=by)


def run_done(*, run: ImportRun) -> None:
    """Everything is settled; one audit row for the whole run. Raises WrongState."""
    _move(run, ImportRun.State.APPLYING, ImportRun.State.APPLIED, applied_at=timezone.now(), message="")
    audit.record(actor=run.uploaded_by, action="core.import.applied", subject=run, after=counts(run).outcomes)


def run_stopped(*, run: ImportRun, sentence: str) -> None:
    """An attempt to apply was given up: what is settled stays, the rest may be asked for again."""
    _move(run, ImportRun.State.APPLYING, ImportRun.State.CHECKED, message=sentence)


def _move(run: ImportRun, start: str, end: str, **changes: Any) -> None:
    if not ImportRun.objects.filter(pk=run.pk, state=start).update(state=end, **changes):
        raise WrongState(f"{run.pk}: {start} → {end}")
    run.refresh_from_db()


def _refuse_second(*, kind: str, target: str, sha256: str) -> None:
    same = ImportRun.objects.filter(kind=kind, target=target, sha256=sha256)
    known = same.filter(state=ImportRun.State.CHECKING).first()
    if known is not None:
        raise AlreadyChecking(known)


def _hash(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
