"""Plays one kill while a data file's changes are saved as drafts, then tells what the pages hold.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import sys
import time
from typing import Any

from tests.services.kill_driver import DEADLINE_SECONDS, wait_for, worker  # sets Django up

# isort: split
from django.core.files.base import ContentFile
from wagtail.models import Revision

from cms.home.services.site_setup import seed_site
from cms.standards.imports.export import current_standards
from cms.standards.models.service import ServicePage
from cms.standards.models.standards_import import StandardsImport
from cms.standards.services.imports import STANDARDS
from core.audit.models import AuditEntry
from core.imports.driver import request_apply, upload
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from core.people import roles
from tests.cms.builders import one_service
from tests.factories.lms import make_staff

NEW = 3


def file_with_new_services(point: str) -> dict[str, Any]:
    raw = current_standards()
    first = raw["services"][0]
    for number in range(NEW):
        slug = f"{point.replace('.', '-')}-{number}"
        raw["services"].append({**first, "key": slug, "slug": slug, "title": f"Layanan {slug}"})
    return raw


def checked(point: str) -> StandardsImport:
    content = json.dumps(file_with_new_services(point)).encode()
    sent = upload(
        STANDARDS,
        file=ContentFile(content, name="standar.json"),
        by=make_staff(roles.ADMINISTRATOR, email=f"{point}@example.id"),
    )
    jobs.run(latest_job(kind="cms.standards_check", subject=f"import:{sent.pk}").pk)
    return StandardsImport.objects.get(pk=sent.pk)


def do_what_waits() -> None:
    """The worker is to meet its end in the import, not in what publishing the pages left to do."""
    for job in Job.objects.filter(state=Job.State.QUEUED):
        jobs.run(job.pk)


def main(point: str) -> None:
    list(seed_site(one_service()))
    run = checked(point)
    drafts = Revision.objects.count()
    do_what_waits()
    request_apply(run=run, chosen=[], by=run.uploaded_by)
    struck = latest_job(kind="cms.standards_apply", subject=f"import:{run.pk}")
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    settled = run.lines.exclude(outcome="").values("key").distinct().count()
    started = time.monotonic()
    successor = worker(beat=True)
    try:
        wait_for("the file is applied", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
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
        "pages": ServicePage.objects.filter(slug__startswith=point.replace(".", "-")).count(),
        "live": ServicePage.objects.filter(slug__startswith=point.replace(".", "-"), live=True).count(),
        "drafts": Revision.objects.count() - drafts,
        "times_applied": AuditEntry.objects.filter(action="core.import.applied", subject_id=str(run.pk)).count(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
