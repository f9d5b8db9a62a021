"""Brings data files in as a person does, and lets the worker do its part."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.standards.models.standards_import import StandardsImport
from cms.standards.services.imports import STANDARDS
from core.imports.driver import request_apply, upload
from core.jobs.models import Job
from core.jobs.services import run
from core.people import roles
from tests.factories.lms import make_staff

Raw = dict[str, Any]


def edited(raw: Raw, change: Callable[[Raw], None]) -> Raw:
    copy = deepcopy(raw)
    change(copy)
    return copy


def work() -> None:
    """Do every job that waits for an import, as the worker would once its time has come."""
    waiting = Job.objects.filter(kind__startswith="cms.standards", state=Job.State.QUEUED)
    waiting.update(run_after=timezone.now())
    for job in waiting:
        run(job.pk)


def uploaded(raw: Raw | str | bytes, *, by: Any = None) -> StandardsImport:
    """A file that was sent and checked."""
    content = raw if isinstance(raw, bytes) else (raw if isinstance(raw, str) else json.dumps(raw)).encode()
    by = by or make_staff(roles.CONTENT_APPROVER)
    sent = upload(STANDARDS, file=ContentFile(content, name="standar-2025.json"), by=by)
    work()
    return StandardsImport.objects.get(pk=sent.pk)


def applied(sent: StandardsImport, *chosen: str) -> StandardsImport:
    request_apply(run=sent, chosen=chosen, by=sent.uploaded_by)
    work()
    sent.refresh_from_db()
    return sent
