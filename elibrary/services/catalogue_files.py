"""The files of a catalogue import: what was sent, and the records read from it, both in private storage."""

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import File

from core.models.imports import ImportRun
from core.models.media import private_storage
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Reason, Verdict, failure
from core.uploads.checks import UploadRefused, refuse_when_disk_is_full
from core.uploads.kinds import CSV, XLSX
from elibrary.catalogue import writing
from elibrary.catalogue.records import Extracted
from elibrary.models.publisher import Publisher

_MEBIBYTE = 1024 * 1024
KEPT_FOR = dt.timedelta(days=30)
"""How long the records of a catalogue wait for somebody to apply it; its file and report stay."""
_FOLDER = "imports"
_OURS = re.compile(r"[0-9a-f-]{36}\.jsonl")
_BUSY = {ImportRun.State.CHECKING, ImportRun.State.APPLYING}
LIMITS = Limits(memory=1024 * _MEBIBYTE, cpu=300, wall=420.0, file=2048 * _MEBIBYTE)


def records_extract(run: ImportRun, publisher: Publisher | None, heartbeat: Callable[[], None]) -> Verdict:
    """Read the file in the sandbox and keep its records; doing it again gives the same. ``heartbeat`` renews a lease."""
    options = {"format": run.options.get("format", "auto"), "mapping": publisher.profile if publisher else None}
    return extract(run, "elibrary.catalogue.writing.extract", heartbeat, **options)


def extract(run: ImportRun, function: str, heartbeat: Callable[[], None], **options: Any) -> Verdict:
    """``function`` reads the file at ``path`` and writes what it finds to ``out``, line by line, in the sandbox."""
    with _copied(run) as path:
        out = path.with_name("rekaman.jsonl")
        verdict = sandbox.run(function, limits=LIMITS, heartbeat=heartbeat, path=str(path), out=str(out), **options)
        return _kept(run, out) or verdict if verdict.ok else verdict


def columns_read(run: ImportRun, publisher: Publisher | None) -> list[dict[str, Any]]:
    """What the columns of a table were taken for; empty for every other format, and for a table that can't be opened."""
    if run.file_name.rpartition(".")[2] not in {*CSV.extensions, *XLSX.extensions}:
        return []
    with _copied(run) as path:
        verdict = sandbox.run(
            "elibrary.catalogue.tables.preview.columns", path=str(path), mapping=publisher.profile if publisher else None
        )
    return verdict.value if verdict.ok else []


def records_read(run: ImportRun, *, only: frozenset[str] | None = None) -> Iterator[Extracted]:
    """The records in their order, one by one; with ``only`` no more of each than these fields."""
    yield from writing.read(lines_read(run), only=only)


def lines_read(run: ImportRun) -> Iterator[bytes]:
    """What ``extract`` kept."""
    with private_storage().open(_name(run), "rb") as source:
        yield from source


def records_are_there(run: ImportRun) -> bool:
    return private_storage().exists(_name(run))


def records_remove(run: ImportRun) -> None:
    """They are in the offers now; the file as it was sent stays."""
    private_storage().delete(_name(run))


def records_sweep(*, before: dt.datetime) -> int:
    """Remove what was read for runs that nobody applied, sent before ``before``; how many. Applying reads the file again."""
    storage, removed = private_storage(), 0
    for name in _kept_names():
        run = ImportRun.objects.filter(pk=PurePosixPath(name).stem).first()
        is_busy = run is not None and (run.state in _BUSY or run.created_at >= before)
        if not is_busy:
            storage.delete(f"{_FOLDER}/{name}")
            removed += 1
    return removed


def _kept_names() -> list[str]:
    try:
        return [name for name in private_storage().listdir(_FOLDER)[1] if _OURS.fullmatch(name)]
    except FileNotFoundError:  # nothing was ever imported
        return []


@contextmanager
def _copied(run: ImportRun) -> Iterator[Path]:
    """The file as the sandbox can open it, in a folder that goes with the block."""
    with tempfile.TemporaryDirectory(prefix="sijawara-") as folder:
        path = Path(folder, "katalog")
        with run.file.open("rb") as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path


def _kept(run: ImportRun, out: Path) -> Verdict | None:
    """None when they were kept, else why not."""
    storage = private_storage()
    storage.delete(_name(run))
    try:
        with refuse_when_disk_is_full(), out.open("rb") as source:
            storage.save(_name(run), File(source))
    except UploadRefused as error:
        return failure(Reason.DISK_FULL, sentence=str(error))
    return None


def _name(run: ImportRun) -> str:
    return f"{_FOLDER}/{run.pk}.jsonl"
