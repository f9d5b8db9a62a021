"""Plays one kill while a publisher's catalogue is applied, then tells how many offers there are and what changed.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time

from tests.services.kill_driver import DEADLINE_SECONDS, wait_for, worker  # sets Django up

# isort: split
from django.core.files.base import ContentFile

from core.audit.models import AuditEntry
from core.imports.driver import request_apply
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.catalogue.services.imports import CATALOGUE, catalogue_upload
from tests.factories.catalogue import isbn

RECORDS = 450


def checked(code: str) -> CatalogueImport:
    rows = [f"K-{number};Buku ke {number};Pengarang {number};{isbn(number)};25000" for number in range(RECORDS)]
    content = "\n".join(["Kode Produk;Judul;Pengarang;ISBN;Harga", *rows, ""])
    sent = catalogue_upload(file=ContentFile(content.encode(), name=f"{code}.csv"), publisher=code, by=None)
    job = latest_job(kind=CATALOGUE.check.job, subject=f"import:{sent.pk}")
    assert job is not None
    jobs.run(job.pk)
    return CatalogueImport.objects.get(pk=sent.pk)


def main(point: str) -> None:
    code = point.replace(".", "-").replace("_", "-")
    run = checked(code)
    for job in Job.objects.filter(state=Job.State.QUEUED):  # the worker is to meet its end in the import
        jobs.run(job.pk)
    request_apply(run=run, chosen=[], by=None)
    struck = latest_job(kind=CATALOGUE.apply.job, subject=f"import:{run.pk}")
    assert struck is not None
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    settled = run.lines.exclude(outcome="").values("key").distinct().count()
    started = time.monotonic()
    successor = worker(beat=True)
    try:
        wait_for("the catalogue is applied", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
        recovery = time.monotonic() - started
    finally:
        successor.terminate()
        successor.wait(timeout=DEADLINE_SECONDS)
    run.refresh_from_db()
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "settled_before": settled,
        "applied": run.state == ImportRun.State.APPLIED,
        "offers": Offer.objects.filter(publisher__slug=code).count(),
        "changes": OfferChange.objects.filter(offer__publisher__slug=code).count(),
        "times_applied": AuditEntry.objects.filter(action="core.import.applied", subject_id=str(run.pk)).count(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
