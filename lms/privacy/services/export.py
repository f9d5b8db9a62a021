"""Export of a person's data (UU 27/2022 pasal 7 and 13): built by a job, available for EXPORT_LIFE."""

import json
import uuid
import zipfile
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_valid_filename

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.files.models.site_media import document_storage
from core.files.removal import remove_later, remove_now
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.personal_data import encryption
from core.personal_data.registry import personal_data_providers
from lms.privacy.models import EXPORT_LIFE, DataExport
from lms.users.contact import notify_user
from lms.users.models import User

READ_ME = (
    "Salinan data Anda di Si-Jawara+\n\n"
    "data.json memuat semua yang kami simpan tentang Anda; folder berkas memuat berkas Anda.\n"
    "Isinya data pribadi, termasuk NIK bila Anda mengisinya: simpan baik-baik dan jangan bagikan.\n"
)


@transaction.atomic
def export_request(*, user: User) -> DataExport:
    """Enqueue an export; one under way is returned, a finished one is replaced."""
    User.objects.select_for_update().get(pk=user.pk)
    export = DataExport.objects.filter(user=user).first() or DataExport(user=user)
    if export.pk and export.state == DataExport.State.WAITING:
        return export
    remove_later([export.file.name])
    export.public_id, export.state, export.file = uuid.uuid4(), DataExport.State.WAITING, ""
    export.requested_at, export.expires_at = timezone.now(), None
    export.save()
    enqueue(
        kind="lms.data_export", subject=f"export:{export.pk}", payload={"export": str(export.public_id)}, requested_by=user
    )
    audit_log.record(actor=user, action="lms.export.requested", subject=export)
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.EXPORT, what="salinan data diminta")
    return export


def export_build(run: JobRun, *, public_id: str) -> None:
    """Write the ZIP under a name derived from the request, so that a retry overwrites the file of the first attempt."""
    name = f"exports/{uuid.UUID(public_id).hex}.zip"
    export = DataExport.objects.select_related("user").filter(public_id=public_id).first()
    if export is None:  # replaced, or the account was erased, perhaps after an attempt that had stored its file
        remove_now([name])
        return
    if export.state != DataExport.State.WAITING:
        return
    _store(export.user, name)
    with run.completing("Salinan siap diunduh."):
        done = DataExport.objects.filter(public_id=public_id, state=DataExport.State.WAITING).update(
            state=DataExport.State.READY, file=name, expires_at=timezone.now() + EXPORT_LIFE
        )
        if done:
            _notify(export)
        else:
            remove_later([name])


def export_failed(job: Job) -> None:
    """Mark the export as failed after the last attempt; the person may request another."""
    DataExport.objects.filter(public_id=job.payload["export"], state=DataExport.State.WAITING).update(
        state=DataExport.State.FAILED
    )


@transaction.atomic
def export_fetch(*, export: DataExport, by: User) -> bytes:
    """The decrypted ZIP; the download is recorded in the processing log.

    Raises crypto.UnreadableValue when the key under which it was made has been taken out since.
    """
    with export.file.open("rb") as stored:
        content = encryption.decrypt_bytes(stored.read())
    audit_log.record(actor=by, action="lms.export.fetched", subject=export)
    processing_log.log(person=export.user, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="salinan data diunduh")
    return content


@transaction.atomic
def exports_expire() -> int:
    """Delete expired exports, files included (by ``post_delete``); return how many."""
    over = list(DataExport.objects.select_for_update().filter(state=DataExport.State.READY, expires_at__lte=timezone.now()))
    for export in over:
        export.delete()
    return len(over)


def _store(user: User, name: str) -> None:
    """Store the ZIP encrypted, since it contains the NIK: a leaked backup of files is unreadable."""
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        _fill(archive, user)
    storage = document_storage()
    storage.delete(name)
    storage.save(name, ContentFile(encryption.encrypt_bytes(copy.getvalue())))


def _fill(archive: zipfile.ZipFile, user: User) -> None:
    content: dict[str, object] = {"dibuat": timezone.localtime().isoformat(timespec="seconds")}
    for provider in personal_data_providers():
        content[provider.key] = {"untuk": provider.purpose, "disimpan": provider.retention, "data": provider.export(user)}
        for label, file in provider.files(user):
            with file.open("rb") as stored, archive.open(f"berkas/{get_valid_filename(label)}", "w") as target:
                for chunk in stored.chunks():
                    target.write(chunk)
    archive.writestr("BACA-SAYA.txt", READ_ME)
    archive.writestr("data.json", json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def _notify(export: DataExport) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("lms_data")
    notify_user(
        user=export.user,
        key=f"export:{export.public_id}",
        category="data-diri",
        subject="Salinan data Anda siap diunduh",
        body_text=(
            f"Halo {export.user.get_short_name()},\n\n"
            f"Salinan data Anda siap. Masuk, lalu unduh dalam {EXPORT_LIFE.days} hari:\n{address}\n\n"
            "Bila Anda tidak memintanya, ganti kata sandi Anda.\n"
        ),
    )
