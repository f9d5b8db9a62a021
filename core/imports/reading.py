"""An import's file as the sandbox reads it, and the records of a large one, both in private storage."""

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import File

from core.files.models.site_media import private_storage
from core.files.uploads.checks import UploadRefused, refuse_when_disk_is_full
from core.imports.kinds import ImportKind
from core.imports.models import ImportRun
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Reason, Verdict, failure

RECORD_RETENTION = dt.timedelta(days=30)
"""How long the records of a large file wait to be applied; the file and its report stay."""
_FOLDER = "imports"
_OURS = re.compile(r"[0-9a-f-]{36}\.jsonl")
_BUSY = {ImportRun.State.CHECKING, ImportRun.State.APPLYING}


def read(kind: ImportKind[Any], run: ImportRun, heartbeat: Callable[[], None] | None = None) -> Verdict:
    """Read the file in the sandbox; of a large one also keep the records. Doing it again gives the same.

    ``heartbeat`` renews the job's lease; what it raises passes through.
    """
    options = dict(kind.read_options(run))
    with local_copy(run) as path:
        out = path.with_name("rekaman.jsonl")
        if kind.large:
            options["out"] = str(out)
        verdict = sandbox.run(kind.function, limits=kind.limits, heartbeat=heartbeat, path=str(path), **options)
        return (_keep(run, out) or verdict) if verdict.ok and kind.large else verdict


@contextmanager
def local_copy(run: ImportRun) -> Iterator[Path]:
    """The file as the sandbox can open it, in a folder that goes with the block. Its extension stays: openpyxl wants it."""
    with tempfile.TemporaryDirectory(prefix="sijawara-") as folder:
        path = Path(folder, f"berkas{PurePosixPath(run.file.name).suffix}")
        with run.file.open("rb") as source, path.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path


def record_lines(run: ImportRun) -> Iterator[bytes]:
    """The records that ``read`` kept, a line each."""
    with private_storage().open(_name(run), "rb") as source:
        yield from source


def records_exist(run: ImportRun) -> bool:
    return private_storage().exists(_name(run))


def records_remove(run: ImportRun) -> None:
    """They have been applied; the file as it was sent stays."""
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


def _keep(run: ImportRun, out: Path) -> Verdict | None:
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
