"""Inspects a delivered file in the sandbox: its kind, and whether a reader could open it."""

from typing import Any

from django.utils import timezone

from core.files.uploads.checks import UploadRefused
from core.files.uploads.kinds import EPUB, PDF
from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Reason, Verdict
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.services.deliveries import delivery_refuse, delivery_settle
from elibrary.deliveries.services.files import local_copy

_MEBIBYTE = 1024 * 1024
LIMITS = Limits(memory=1536 * _MEBIBYTE, cpu=120, wall=180.0)
CONTENT_TYPES: dict[str, str] = {DeliveredFile.Kind.PDF: PDF.content_type, DeliveredFile.Kind.EPUB: EPUB.content_type}
_BROKEN = "Berkas ini rusak: tidak dapat dibuka sebagai PDF atau EPUB."
State = Delivery.State


def delivery_inspect(run: JobRun, *, delivery_id: int) -> None:
    """Find out what the file is and whose line it fills. Raises JobError when the machine, not the file, is at fault."""
    delivery = Delivery.objects.select_related("file").get(pk=delivery_id)
    if delivery.state in (State.MATCHED, State.REFUSED):
        return
    if delivery.file.inspected_at is None:
        verdict = _inspect(run, delivery.file)
        if not verdict.ok:
            with run.completing("Berkas ditolak."):
                delivery_refuse(delivery=delivery, reason=_sentence(verdict))
            return
        _note(delivery.file, verdict.value)
    Delivery.objects.filter(pk=delivery.pk, state=State.RECEIVED).update(state=State.INSPECTED)
    failpoint("delivery.inspected")
    with run.completing("Berkas selesai diperiksa."):
        delivery_settle(delivery=delivery)


def delivery_inspect_failed(job: Job) -> None:
    """The attempts are used up: the delivery is refused with the reason, and staff may inspect it."""
    delivery = Delivery.objects.filter(pk=job.payload["delivery"], state=State.RECEIVED).first()
    if delivery is not None:
        delivery_refuse(delivery=delivery, reason=job.message or "Berkas ini tidak dapat diperiksa.")


def _note(file: DeliveredFile, facts: dict[str, Any]) -> None:
    """Store the sandbox's findings, once a file."""
    DeliveredFile.objects.filter(pk=file.pk, inspected_at__isnull=True).update(
        kind=facts["kind"],
        page_count=facts["pages"],
        title=facts["title"],
        isbns=facts["isbns"],
        inspected_at=timezone.now(),
    )
    file.refresh_from_db()


def _sentence(verdict: Verdict) -> str:
    return _BROKEN if verdict.reason == Reason.BROKEN else verdict.sentence


def _inspect(run: JobRun, file: DeliveredFile) -> Verdict:
    """The sandbox's verdict on the file. Raises JobError."""

    def beat() -> None:
        run.progress(0, 0, "Memeriksa berkas.")

    try:
        with local_copy(file.file, beat) as path:
            beat()
            verdict = sandbox.run(
                "elibrary.deliveries.inspection.inspect",
                limits=LIMITS,
                heartbeat=beat,
                path=str(path),
            )
    except UploadRefused as refusal:
        raise JobError(str(refusal)) from refusal
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    return verdict
