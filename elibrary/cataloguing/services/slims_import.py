"""Imports a bibliography of SLiMS into the library's own catalogue: check, report a row, apply in batches."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from core.files.uploads.kinds import CSV
from core.imports import services as imports
from core.imports.kinds import ImportKind, ReportProgress, Stage
from core.imports.models import ImportLine, ImportRun
from core.imports.reading import record_lines
from core.imports.records import Line
from core.imports.selectors import CHANGES, pending_among
from core.jobs.failpoints import failpoint
from core.sandbox.verdict import MEBIBYTE, Limits
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.models.slims_import import SLIMS_KIND, SlimsImport
from elibrary.cataloguing.services.accessions import accessions_take_over
from elibrary.cataloguing.services.bibliographic import record_write
from elibrary.cataloguing.slims.compare import Decision, Numbered, decide, identity_of, key_of, lines_of
from elibrary.cataloguing.slims.rows import row_of

BATCH = 100
_AGAIN = "Baris ini tentang buku yang sama dengan baris {line}; keduanya menjadi satu cantuman."

Outcome, Verdict = ImportLine.Outcome, ImportLine.Verdict


def _content(run: ImportRun, value: dict[str, int] | None) -> int:
    """How many rows the file has, where it has just been read."""
    return value["records"] if value else 0


def _compare(run: ImportRun, total: int, tell: ReportProgress) -> Iterator[Line]:
    """A new book that the file has twice is reported at its second row."""
    seen: dict[tuple[str, ...], int] = {}
    done = 0
    for batch in _batches(run):
        for decision in decide(batch):
            yield from lines_of(decision)
            yield from _repetition(decision, seen)
        done += len(batch)
        tell(done, total)


def _repetition(decision: Decision, seen: dict[tuple[str, ...], int]) -> Iterable[Line]:
    if decision.verdict != Verdict.NEW:
        return
    row = decision.row
    line = seen.setdefault(identity_of(row), row.line)
    if line != row.line:
        subject = f"Baris {row.line}: {row.cells['title'][:200]}"
        yield Line(decision.key, subject, "Cantuman", Verdict.NOTE, message=_AGAIN.format(line=line))


def _batches(run: ImportRun) -> Iterator[list[Numbered]]:
    found = enumerate(map(row_of, record_lines(run)), start=1)
    while batch := list(islice(found, BATCH)):
        yield batch


def _apply(run: ImportRun, total: int) -> Iterator[tuple[int, int]]:
    done = 0
    for batch in _batches(run):
        apply_batch(run=run, batch=batch)
        done += len(batch)
        yield done, 0


@transaction.atomic
def apply_batch(*, run: ImportRun, batch: list[Numbered]) -> None:
    """Runs that are carried out at the same time take turns, batch by batch: their rows are the lock.

    A row about a book that an earlier row of the batch made or changed is decided once more.
    """
    list(SlimsImport.objects.select_for_update().filter(state=ImportRun.State.APPLYING).order_by("pk"))
    waiting = pending_among(run, [key_of(number, row) for number, row in batch])
    if not waiting:
        return
    opened = [one for one in batch if key_of(*one) in waiting]
    touched = _Touched()
    done: list[Decision] = []
    for one, first in zip(opened, decide(opened), strict=True):
        decision = decide([one])[0] if touched.by(first) else first
        touched.add(decision, _applied(decision))
        done.append(decision)
    for outcome, verdicts in (
        (Outcome.DONE, CHANGES),
        (Outcome.UNCHANGED, {Verdict.SAME}),
        (Outcome.SKIPPED, {Verdict.PROBLEM}),
    ):
        imports.record_outcomes(run=run, keys=[each.key for each in done if each.verdict in verdicts], outcome=outcome)
    failpoint("slims.batch_written")


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


def _applied(decision: Decision) -> BibliographicRecord | None:
    if decision.verdict not in CHANGES:
        return None
    record = decision.record or BibliographicRecord()
    record_write(record=record, answers=decision.answers)
    accessions_take_over(record=record, numbers=decision.items)
    return record


SLIMS = ImportKind(
    name=SLIMS_KIND,
    model=SlimsImport,
    allowed=(CSV,),
    most_bytes=100 * MEBIBYTE,
    function="elibrary.cataloguing.slims.rows.extract",
    limits=Limits(memory=1024 * MEBIBYTE, cpu=300, wall=420.0, file=2048 * MEBIBYTE),
    check=Stage(
        job="elibrary.slims_check",
        label="Periksa ekspor SLiMS",
        progress="Memeriksa baris {done} dari {total}.",
        done="Pemeriksaan selesai.",
    ),
    apply=Stage(
        job="elibrary.slims_apply",
        label="Terapkan ekspor SLiMS",
        progress="Menerapkan baris {done}.",
        done="Ekspor SLiMS sudah diterapkan.",
    ),
    content=_content,
    compare=_compare,
    apply_parts=_apply,
    large=True,
)
