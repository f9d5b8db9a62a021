"""Imports a publisher's catalogue: stores the file, reads and compares it, applies the report in batches."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from core.files.uploads.kinds import CSV, JSON, MARC, XLSX, XML
from core.imports.driver import check_again, upload
from core.imports.kinds import ImportKind, ReportProgress, Stage
from core.imports.models import ImportRun
from core.imports.reading import local_copy, record_lines
from core.imports.records import Line
from core.sandbox import parent as sandbox
from core.sandbox.verdict import MEBIBYTE, Limits, Verdict
from elibrary.catalogue.compare import Numbered, decide
from elibrary.catalogue.identity import IDENTITY, FileIndex
from elibrary.catalogue.models.catalogue_import import CATALOGUE_KIND, CatalogueImport
from elibrary.catalogue.report import lines_of
from elibrary.catalogue.services.apply import apply_batch
from elibrary.catalogue.services.mail import catalogue_report_send
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.formats import extraction
from elibrary.formats.records import Extracted
from elibrary.formats.tables import profile as profiles
from elibrary.publishers.models import Publisher
from elibrary.publishers.services import publisher_for_code, publisher_save

BATCH = 200


@dataclass(frozen=True)
class CatalogueFile:
    """``publisher`` is None until the catalogue of a new one is applied."""

    publisher: Publisher | None
    index: FileIndex
    today: dt.date


def catalogue_upload(
    *,
    file: File,
    publisher: str,
    format: str = "auto",
    by: AbstractBaseUser | None,
    most_bytes: int | None = None,
    options: Mapping[str, object] | None = None,
    alongside: Callable[[ImportRun], None] | None = None,
) -> ImportRun:
    """Store a catalogue of the publisher with the code ``publisher`` and enqueue its check.

    An unknown code becomes a publisher when the catalogue is applied. Raises UploadRefused and
    imports.AlreadyChecking. ``options`` and ``alongside`` are a source's, ``most_bytes`` a command's.
    """
    return upload(
        CATALOGUE,
        file=file,
        by=by,
        target=f"{publisher} {format}",
        options={**(options or {}), "publisher": publisher, "format": format},
        most_bytes=most_bytes,
        alongside=alongside,
    )


def _publisher_of(run: ImportRun) -> Publisher | None:
    return Publisher.objects.filter(slug=run.options["publisher"]).first()


def _read_options(run: ImportRun) -> dict[str, object]:
    """The columns of a publisher's tables are known to the publisher."""
    publisher = _publisher_of(run)
    return {"format": run.options.get("format", "auto"), "mapping": publisher.profile if publisher else None}


def _facts(run: ImportRun, verdict: Verdict) -> dict[str, object]:
    """What the columns were taken for, also of a table that was refused, and the format that was recognised."""
    facts: dict[str, Any] = {"columns": _columns_read(run, _publisher_of(run))}
    return {**facts, "recognised": verdict.value["format"]} if verdict.ok else facts


def _content(run: ImportRun, value: Any) -> CatalogueFile:
    index = FileIndex.of(_records_read(run, only=IDENTITY))
    return CatalogueFile(_publisher_of(run), index, timezone.localdate())


def _compare(run: ImportRun, file: CatalogueFile, tell: ReportProgress) -> Iterator[Line]:
    """Each record with the offers."""
    done = 0
    for batch in _batches(run):
        for decision in decide(file.publisher, batch, file.index, file.today):
            yield from lines_of(decision)
        done += len(batch)
        tell(done, file.index.total)


def _open_publisher(run: ImportRun) -> None:
    publisher_for_code(code=run.options["publisher"], by=run.uploaded_by)


def _apply(run: ImportRun, file: CatalogueFile) -> Iterator[tuple[int, int]]:
    assert file.publisher is not None
    done = 0
    for batch in _batches(run):
        apply_batch(run=run, publisher=file.publisher, batch=batch, index=file.index, today=file.today)
        done += len(batch)
        yield done, file.index.total


def _batches(run: ImportRun) -> Iterator[list[Numbered]]:
    records = enumerate(_records_read(run), start=1)
    while batch := list(islice(records, BATCH)):
        yield batch


def _send_checked(run: ImportRun) -> None:
    import_checked.send(sender=CatalogueImport, run=run)


def _send_refused(run: ImportRun) -> None:
    import_refused.send(sender=CatalogueImport, run=run)


def _mail_publisher(run: ImportRun) -> None:
    catalogue_report_send(run=run, publisher=Publisher.objects.get(slug=run.options["publisher"]))


CATALOGUE = ImportKind(
    name=CATALOGUE_KIND,
    model=CatalogueImport,
    allowed=(XML, JSON, XLSX, CSV, MARC),
    most_bytes=200 * MEBIBYTE,
    function="elibrary.formats.extraction.extract",
    limits=Limits(memory=1024 * MEBIBYTE, cpu=300, wall=420.0, file=2048 * MEBIBYTE),
    check=Stage(
        job="elibrary.catalogue_check",
        label="Periksa katalog penerbit",
        progress="Memeriksa rekaman {done} dari {total}.",
        done="Pemeriksaan selesai.",
    ),
    apply=Stage(
        job="elibrary.catalogue_apply",
        label="Terapkan katalog penerbit",
        progress="Menerapkan rekaman {done} dari {total}.",
        done="Katalog sudah diterapkan.",
    ),
    content=_content,
    compare=_compare,
    apply_parts=_apply,
    large=True,
    read_options=_read_options,
    facts=_facts,
    prepare=_open_publisher,
    on_checked=_send_checked,
    on_refused=_send_refused,
    on_applied=_mail_publisher,
)


@transaction.atomic
def catalogue_columns_set(*, run: ImportRun, chosen: Mapping[str, str], by: AbstractBaseUser) -> None:
    """``chosen``: heading → field, for every heading of the file. Nothing is stored when the file can't be read again.

    Raises imports.WrongState and imports.AlreadyChecking.
    """
    check_again(run=run, by=by)
    publisher = publisher_for_code(code=run.options["publisher"], by=by)
    publisher = Publisher.objects.select_for_update().get(pk=publisher.pk)
    publisher_save(publisher=publisher, answers={"profile": profiles.merged(publisher.profile, chosen)}, by=by)


def _columns_read(run: ImportRun, publisher: Publisher | None) -> list[dict[str, object]]:
    """What the columns of a table were taken for; empty for every other format, and for a table that can't be opened."""
    if run.file_name.rpartition(".")[2] not in {*CSV.extensions, *XLSX.extensions}:
        return []
    with local_copy(run) as path:
        verdict = sandbox.run(
            "elibrary.formats.tables.preview.columns", path=str(path), mapping=publisher.profile if publisher else None
        )
    return verdict.value if verdict.ok else []


def _records_read(run: ImportRun, *, only: frozenset[str] | None = None) -> Iterator[Extracted]:
    """The records in their order, one by one; with ``only`` no more of each than these fields."""
    yield from extraction.read(record_lines(run), only=only)
