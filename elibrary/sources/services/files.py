"""Files of a folder or bucket become imports, each once."""

import hashlib
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import IntegrityError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core.files.uploads.checks import UploadRefused
from core.imports import services as imports
from core.imports.models import ImportRun
from core.jobs.failpoints import failpoint
from core.jobs.run import JobRun
from elibrary.catalogue.services.imports import CATALOGUE, catalogue_upload
from elibrary.sources.inbox.waiting import Inbox, SourceError, Waiting
from elibrary.sources.models import CatalogueSource, SourceFile

SETTLED = timedelta(seconds=60)
"""How long a file must stay as it is before it counts as whole."""
MOST_FILES = 100
"""Taken by one check; what is left is taken by the next."""
_CHUNK = 1024 * 1024


@dataclass
class Found:
    """What a check saw. ``again``: there is more to see soon."""

    notes: list[str] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    again: bool = False


def files_take(job: JobRun, source: CatalogueSource, inbox: Inbox) -> Found:
    """Raises SourceError. A killed check goes on with the file that it was at."""
    found = Found(changes={"seen": {}})
    waiting = inbox.waiting()
    if inbox.strange:
        found.notes.append(f"{inbox.strange} tautan atau berkas khusus dilewati.")
    known = {(one.name, one.mark): one for one in source.files.only("name", "mark", "sha256", "problem")}
    done = 0
    for file in waiting:
        if done == MOST_FILES:
            found.again = True
            break
        if (taken := known.get((file.name, file.mark))) is not None:
            # Not put away: the check was killed then, or may not move it.
            inbox.put_away(file, sha256=taken.sha256, is_refused=bool(taken.problem))
            continue
        if not _is_settled(source, file, inbox, found):
            continue
        done += 1
        job.progress(done, len(waiting), f"Mengambil {file.name[:200]}.")
        _take(job, source, file, inbox, found)
    return found


def _is_settled(source: CatalogueSource, file: Waiting, inbox: Inbox, found: Found) -> bool:
    if not inbox.may_be_half_written:
        return True
    now = timezone.now()
    mark, since = source.seen.get(file.name, ("", ""))
    first = parse_datetime(since) if mark == file.mark else None
    if first is not None and now - first >= SETTLED:
        return True
    _wait_for(file, first or now, found)
    return False


def _wait_for(file: Waiting, since: datetime, found: Found) -> None:
    found.changes["seen"][file.name] = [file.mark, since.isoformat()]
    found.again = True


def _take(job: JobRun, source: CatalogueSource, file: Waiting, inbox: Inbox, found: Found) -> None:
    with tempfile.NamedTemporaryFile(prefix="sijawara-") as copy:
        if file.size > CATALOGUE.most_bytes:
            digest, refusal = hashlib.sha256(f"{file.name} {file.mark}".encode()).hexdigest(), _too_large()
            _keep(job, source, file, digest, run=None, problem=refusal)
        elif not inbox.copy(file, copy.file):
            _wait_for(file, timezone.now(), found)
            return
        else:
            digest = _digest(copy.file)
            failpoint("source.copied")
            try:
                refusal = _open(job, source, file, copy.file, digest)
            except imports.AlreadyChecking:  # the same file was uploaded by a user
                found.again = True
                return
    failpoint("source.taken")
    if refusal:
        found.notes.append(f"{file.name[:100]} ditolak: {refusal}")
    inbox.put_away(file, sha256=digest, is_refused=bool(refusal))
    failpoint("source.put_away")


def _open(job: JobRun, source: CatalogueSource, file: Waiting, copy: IO[bytes], digest: str) -> str:
    """Why it was refused, or nothing. The run and the note that it was taken come together."""
    if source.files.filter(key=digest).update(name=file.name, mark=file.mark):
        return ""
    try:
        catalogue_upload(
            file=File(copy, name=file.name),
            publisher=source.publisher.slug,
            by=None,
            options=run_options(source),
            alongside=lambda run: _keep(job, source, file, digest, run=run),
        )
    except UploadRefused as refusal:
        if isinstance(refusal.__cause__, OSError):  # our disk is full: no fault of the file
            raise SourceError(str(refusal)) from refusal
        _keep(job, source, file, digest, run=None, problem=str(refusal))
        return str(refusal)
    except IntegrityError:  # another check was quicker
        if not source.files.filter(key=digest).exists():
            raise
    return ""


def run_options(source: CatalogueSource) -> dict[str, object]:
    """The options of a run that record its source."""
    return {"source": source.pk, "applies_directly": source.applies_directly, "from": "Sumber katalog"}


def _keep(
    job: JobRun, source: CatalogueSource, file: Waiting, digest: str, *, run: ImportRun | None, problem: str = ""
) -> None:
    facts = {"name": file.name, "mark": file.mark, "sha256": digest, "run": run, "problem": problem[:500]}
    if run is not None:
        SourceFile.objects.create(source=source, key=digest, job=job.job.pk, **facts)
    else:
        SourceFile.objects.get_or_create(source=source, key=digest, defaults={**facts, "job": job.job.pk})


def _digest(copy: IO[bytes]) -> str:
    copy.flush()
    copy.seek(0)
    digest = hashlib.sha256()
    while chunk := copy.read(_CHUNK):
        digest.update(chunk)
    copy.seek(0)
    return digest.hexdigest()


def _too_large() -> str:
    return f"Berkas lebih besar dari {CATALOGUE.most_bytes // 1024**2} MB."
