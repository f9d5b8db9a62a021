"""Plays one kill while an export of SLiMS is checked or applied, then tells how many descriptions and items there are.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time

from tests.services.kill_driver import DEADLINE_SECONDS, wait_for, worker  # sets Django up

# isort: split
from django.core.files.base import ContentFile

from core.audit.models import AuditEntry
from core.imports.driver import request_apply, upload
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.models.slims_import import SlimsImport
from elibrary.cataloguing.services.slims_import import SLIMS
from elibrary.cataloguing.slims import rows as slims

ROWS = 250


def export(code: str) -> bytes:
    cells = {"isbn_issn": "", "publisher_name": "Pustaka", "authors": "<Aminah, Siti>", "topics": "<Usaha kecil>"}
    rows = [slims.COLUMNS]
    for number in range(ROWS):
        own = {**cells, "title": f"{code} {number}", "item_code": f"<{code}-{number}>"}
        rows.append([own.get(name, "") for name in slims.COLUMNS])
    return "".join(map(slims.line_of, rows)).encode()


def job_of(run: ImportRun, kind: str) -> Job:
    job = latest_job(kind=kind, subject=f"import:{run.pk}")
    assert job is not None
    return job


def main(step: str, point: str) -> None:
    code = f"{step}-{point}".replace(".", "-").replace("_", "-")
    for job in Job.objects.filter(state=Job.State.QUEUED):  # the worker is to meet its end in the import
        jobs.run(job.pk)
    run = upload(SLIMS, file=ContentFile(export(code), name=f"{code}.csv"), by=None)
    struck = job_of(run, SLIMS.check.job)
    if step == "apply":
        jobs.run(struck.pk)
        request_apply(run=SlimsImport.objects.get(pk=run.pk), chosen=[], by=None)
        struck = job_of(run, SLIMS.apply.job)
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    settled = run.lines.exclude(outcome="").values("key").distinct().count()
    started = time.monotonic()
    successor = worker(beat=True)
    try:
        wait_for("the work is done", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
        recovery = time.monotonic() - started
    finally:
        successor.terminate()
        successor.wait(timeout=DEADLINE_SECONDS)
    run.refresh_from_db()
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "settled_before": settled,
        "state": run.state,
        "lines": run.lines.values("key").distinct().count(),
        "records": BibliographicRecord.objects.filter(title__startswith=f"{code} ").count(),
        "items": Accession.objects.filter(number__startswith=f"{code}-").count(),
        "times_applied": AuditEntry.objects.filter(action="core.import.applied", subject_id=str(run.pk)).count(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
