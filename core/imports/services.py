"""The steps of an import on its rows, inside the caller's transaction. ``core.imports.driver`` is the flow."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.services import audit_log
from core.imports.models import ImportLine, ImportRun
from core.imports.records import Line
from core.imports.selectors import CHANGES, counts

BATCH = 500


class AlreadyChecking(Exception):
    """This very file is being checked for the same target, as ``run``."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(run.pk)
        self.run = run


class WrongState(Exception):
    """The run isn't in a state that allows this step."""


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
    audit_log.record(actor=None, action="core.import.refused", subject=run, after={"message": sentence[:500]})


def start_applying(*, run: ImportRun, chosen: list[str]) -> None:
    """Raises WrongState: a second tap finds the run on its way."""
    _move(run, ImportRun.State.CHECKED, ImportRun.State.APPLYING, chosen=chosen, message="")


def record_outcome(*, run: ImportRun, key: str, outcome: str, message: str = "", part: str = "") -> None:
    """Note what came of a subject, or of one ``part`` of it, in the transaction that did it."""
    changes = run.lines.filter(key=key, outcome="", verdict__in=[ImportLine.Verdict.NEW, ImportLine.Verdict.CHANGED])
    if part:
        changes = changes.filter(part=part)
    changes.update(outcome=outcome, **({"message": message} if message else {}))


def record_outcomes(*, run: ImportRun, keys: Collection[str], outcome: str) -> None:
    """The same for whole subjects that one transaction dealt with."""
    run.lines.filter(key__in=keys, outcome="", verdict__in=CHANGES).update(outcome=outcome)


def restart_check(*, run: ImportRun) -> None:
    """From a report back to its check. Raises WrongState for a run of which something has been applied; AlreadyChecking."""
    if run.lines.exclude(outcome="").exists():
        raise WrongState(f"{run.pk} has been applied in part")
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=[ImportRun.State.CHECKED, ImportRun.State.REFUSED])
    try:
        with transaction.atomic():
            moved = waiting.update(state=ImportRun.State.CHECKING, message="")
    except IntegrityError:
        refuse_second(kind=run.kind, target=run.target, sha256=run.sha256)
        raise
    if not moved:
        raise WrongState(f"{run.pk}: {run.state} → {ImportRun.State.CHECKING}")
    run.refresh_from_db()


def run_done(*, run: ImportRun) -> None:
    """Everything is settled; one audit row for the whole run. Raises WrongState."""
    _move(run, ImportRun.State.APPLYING, ImportRun.State.APPLIED, applied_at=timezone.now(), message="")
    audit_log.record(actor=run.uploaded_by, action="core.import.applied", subject=run, after=counts(run).outcomes)


def run_stopped(*, run: ImportRun, sentence: str) -> None:
    """An attempt to apply was given up: what is settled stays, the rest may be asked for again."""
    _move(run, ImportRun.State.APPLYING, ImportRun.State.CHECKED, message=sentence)


def refuse_second(*, kind: str, target: str, sha256: str) -> None:
    """Raises AlreadyChecking."""
    same = ImportRun.objects.filter(kind=kind, target=target, sha256=sha256)
    known = same.filter(state=ImportRun.State.CHECKING).first()
    if known is not None:
        raise AlreadyChecking(known)


def _move(run: ImportRun, start: str, end: str, **changes: Any) -> None:
    if not ImportRun.objects.filter(pk=run.pk, state=start).update(state=end, **changes):
        raise WrongState(f"{run.pk}: {start} → {end}")
    run.refresh_from_db()
