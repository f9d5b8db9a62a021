"""An import from start to end in one process, for the command line and automatic sources."""

import time
from pathlib import Path

from django.core.files.base import File

from core.imports import services as imports
from core.imports.driver import request_apply, waiting_job
from core.imports.models import ImportRun
from core.jobs.services import run as run_job
from elibrary.catalogue.services.imports import catalogue_upload

MOST_BYTES = 2 * 1024 * 1024 * 1024
WAIT_SECONDS = 1.0
_WORKING = {ImportRun.State.CHECKING, ImportRun.State.APPLYING}


def catalogue_import_path(*, path: Path, publisher: str, format: str, dry_run: bool) -> ImportRun:
    """Check ``path`` and, unless ``dry_run``, apply it. The jobs are done here, or waited for where a worker was quicker.

    A killed command leaves its run to the workers. Raises OSError and UploadRefused.
    """
    with path.open("rb") as source:
        run = _opened(File(source, name=path.name), publisher, format)
    carry_out(run)
    if run.state == ImportRun.State.CHECKED and not dry_run:
        request_apply(run=run, chosen=[], by=None)
        carry_out(run)
    return run


def _opened(file: File, publisher: str, format: str) -> ImportRun:
    """A run of our own: a check of the very same file for the same publisher and format is finished first."""
    while True:
        try:
            return catalogue_upload(file=file, publisher=publisher, format=format, by=None, most_bytes=MOST_BYTES)
        except imports.AlreadyChecking as known:
            carry_out(known.run)


def carry_out(run: ImportRun) -> None:
    """Do what the run waits for, here or wherever a worker was quicker."""
    while run.state in _WORKING:
        before = run.state
        job = waiting_job(run)
        if job is not None:
            run_job(job.pk)
        run.refresh_from_db()
        if run.state == before:
            time.sleep(WAIT_SECONDS)
