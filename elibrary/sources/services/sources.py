"""Places from which catalogues come by themselves: kept by librarians, looked into by the worker."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.services import audit_log
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.sources.inbox.bucket import BucketInbox
from elibrary.sources.inbox.folder import FolderInbox
from elibrary.sources.inbox.waiting import SourceError
from elibrary.sources.models import CatalogueSource, SourceCheck, SourceFile
from elibrary.sources.services.feed import feed_take
from elibrary.sources.services.files import SETTLED, Found, files_take
from elibrary.sources.services.notices import librarians_tell

CHECK_SOURCE = "elibrary.source_check"
EDITABLE = ("publisher", "kind", "address", "every", "applies_directly", "is_active")
Kind, Result = CatalogueSource.Kind, CatalogueSource.Result

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=1)
HISTORY_KEPT = timedelta(days=180)
TELL_AFTER = 3
"""Failures in a row after which the librarians hear of it, once."""


@transaction.atomic
def source_save(*, source: CatalogueSource, answers: Mapping[str, Any], by: Any, log: bool = False) -> CatalogueSource:
    """Record a new source or what has changed about one; it is looked into soon. Raises ValidationError."""
    before = CatalogueSource.objects.select_for_update().filter(pk=source.pk).values(*EDITABLE).first() or {}
    for name in EDITABLE:
        setattr(source, name, answers[name])
    source.full_clean()
    now = {name: getattr(source, "publisher_id" if name == "publisher" else name) for name in EDITABLE}
    changed = [name for name in EDITABLE if before.get(name) != now[name]]
    if {"kind", "address", "publisher"} & set(changed):
        source.etag, source.modified, source.read_whole_at, source.seen = "", "", None, {}
    source.next_check_at = timezone.now()
    fields = None if source._state.adding else [*EDITABLE, "etag", "modified", "read_whole_at", "seen", "next_check_at"]
    source.save(update_fields=fields)
    action = "changed" if before else "created"
    audit_log.record(
        actor=by,
        action=f"elibrary.source.{action}",
        subject=source,
        after={"fields": changed},
        log=log,
        content_changed=bool(changed),
    )
    return source


@transaction.atomic
def source_check_request(*, source: CatalogueSource, by: Any) -> bool:
    """Have the whole source looked into now; False when that is under way already."""
    if _is_under_way(source):
        return False
    payload = {"source": source.pk, "whole": True}
    enqueue(kind=CHECK_SOURCE, subject=source.job_subject, payload=payload, requested_by=by)
    audit_log.record(actor=by, action="elibrary.source.check_requested", subject=source)
    return True


def sources_due() -> int:
    """Have each source looked into whose time has come; how many these are."""
    due = CatalogueSource.objects.filter(is_active=True, next_check_at__lte=timezone.now()).order_by("next_check_at")
    waiting = [source for source in due if not _is_under_way(source)]
    for source in waiting:
        enqueue(kind=CHECK_SOURCE, subject=source.job_subject, payload={"source": source.pk})
    return len(waiting)


def source_check(job: JobRun, *, source_id: int, whole: bool = False) -> None:
    """Look once. What is found becomes imports; that the place can't be looked into is a result too, and kept."""
    source = CatalogueSource.objects.select_related("publisher").filter(pk=source_id).first()
    if source is None or (not whole and not _is_due(source)):
        return
    try:
        found = _look(job, source, whole=whole)
    except SourceError as trouble:
        with job.completing(trouble.sentence[:500]):
            _failed(source, job.job, trouble.sentence)
        return
    taken = SourceFile.objects.filter(source=source, job=job.job.pk, run__isnull=False).count()
    message = " ".join([_said(taken, found), *found.notes])[:500]
    with job.completing(message):
        result = Result.FOUND if taken else Result.NOTHING
        _noted(source, job.job, result, message, failures=0, next_check_at=_next_time(source, found), **found.changes)


def source_check_failed(job: Job) -> None:
    """An error of ours, three times: to whoever looks at the source it is a failure like others."""
    source = CatalogueSource.objects.select_related("publisher").filter(pk=job.payload["source"]).first()
    if source is not None:
        _failed(source, job, job.message or "Pemeriksaan terhenti. Hubungi pengelola sistem.")


def _look(job: JobRun, source: CatalogueSource, *, whole: bool) -> Found:
    if source.kind == Kind.OPDS:
        return feed_take(job, source, whole=whole)
    if source.kind == Kind.FOLDER:
        return files_take(job, source, FolderInbox(settings.CATALOGUE_FOLDER, source.publisher.slug))
    return files_take(job, source, BucketInbox(source.address))


def _is_under_way(source: CatalogueSource) -> bool:
    jobs = Job.objects.filter(kind=CHECK_SOURCE, subject=source.job_subject)
    return jobs.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists()


def _is_due(source: CatalogueSource) -> bool:
    return source.is_active and source.next_check_at <= timezone.now()


def _said(taken: int, found: Found) -> str:
    if taken:
        return f"{taken} katalog diambil."
    return "Ada berkas yang ditunggu sampai selesai ditulis." if found.changes.get("seen") else "Tidak ada yang baru."


def _next_time(source: CatalogueSource, found: Found) -> datetime:
    pause = SETTLED + timedelta(seconds=5) if found.again else timedelta(minutes=source.every)
    return timezone.now() + pause


def _failed(source: CatalogueSource, job: Job, sentence: str) -> None:
    """Asked again after a pause that doubles, up to a day, or to the source's own time where that is longer."""
    failures = min(source.failures + 1, 1000)
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 10), max(LONGEST_PAUSE, timedelta(minutes=source.every)))
    _noted(source, job, Result.FAILED, sentence[:500], failures=failures, next_check_at=timezone.now() + pause)
    if failures == TELL_AFTER:
        librarians_tell(
            key=f"sumber-gagal:{job.pk}",
            subject=f"Sumber katalog {source.publisher} gagal diperiksa",
            template="elibrary/sources/mail/source_fails.txt",
            path=reverse("sumber-katalog:inspect", args=[source.pk]),
            source=source,
            sentence=sentence,
        )


def _noted(source: CatalogueSource, job: Job, result: str, message: str, **changes: Any) -> None:
    taken = SourceFile.objects.filter(source=source, job=job.pk, run__isnull=False).count()
    now = timezone.now()
    SourceCheck.objects.create(source=source, job=job.pk, at=now, result=result, message=message, taken=taken)
    SourceCheck.objects.filter(source=source, at__lt=now - HISTORY_KEPT).delete()
    rows = CatalogueSource.objects.filter(pk=source.pk)
    is_the_same = rows.filter(kind=source.kind, address=source.address, publisher=source.publisher_id).exists()
    if not is_the_same:  # it was pointed elsewhere meanwhile: what we learned is about another place
        changes = {"failures": changes["failures"]}
    rows.update(last_checked_at=now, last_result=result, last_message=message, **changes)
