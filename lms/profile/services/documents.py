"""Documents (Surat Permohonan, Identitas Diri): upload, decision by staff, replacement, removal."""

import hashlib
import uuid

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.files.models.site_media import document_storage
from core.files.removal import remove_later
from core.files.uploads.checks import CheckedUpload, check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import JPEG, PDF, PNG
from lms.profile.models.document import PersonalDocument
from lms.users.contact import notify_user
from lms.users.models import User

KINDS = (PDF, JPEG, PNG)
MOST_BYTES = 5 * 1024 * 1024


class DocumentReplaced(ValueError):
    """The person has uploaded another file since staff opened this one; the decision must be on the new file."""


class ReasonMissing(ValueError):
    """A document is refused only with a reason that the person can act on."""


def document_upload(*, user: User, kind: str, file: File) -> PersonalDocument:
    """Store ``file`` as the person's document of this kind; an earlier one is removed. Raises UploadRefused.

    An identical file (SHA-256; a double tap) is not stored again and its state is unchanged.
    """
    checked = check_upload(file, allowed=KINDS, most_bytes=MOST_BYTES)
    sha256 = _hash(file)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        existing = PersonalDocument.objects.filter(user=user, kind=kind).first()
        if existing is not None and existing.sha256 == sha256 and existing.is_usable:
            return existing
        return _replace(existing, user=user, kind=kind, file=file, checked=checked, sha256=sha256)


@transaction.atomic
def document_decide(*, document: PersonalDocument, by: User, accepted: bool, reason: str, seen: str) -> PersonalDocument:
    """Accept or refuse the file whose ``sha256`` staff have ``seen``, and notify the person.

    The same decision again changes nothing. Raises DocumentReplaced or ReasonMissing.
    """
    document = PersonalDocument.objects.select_for_update().get(pk=document.pk)
    if document.sha256 != seen:
        raise DocumentReplaced
    reason = "" if accepted else reason.strip()
    if not accepted and not reason:
        raise ReasonMissing
    state = PersonalDocument.State.ACCEPTED if accepted else PersonalDocument.State.REFUSED
    if (document.state, document.reason) == (state, reason):
        return document
    before = document.state
    document.state, document.reason = state, reason
    document.checked_at, document.checked_by = timezone.now(), by
    document.save()
    audit_log.record(
        actor=by, action="lms.document.checked", subject=document, before={"state": before}, after={"state": state}
    )
    _notify(document)
    return document


@transaction.atomic
def document_open(*, document: PersonalDocument, by: User) -> PersonalDocument:
    """Record the access by staff in the processing log; the caller then serves the file."""
    audit_log.record(actor=by, action="lms.document.opened", subject=document)
    processing_log.log(
        person=document.user, actor=by, kind=ProcessingEntry.Kind.ACCESS, what=f"berkas {document.get_kind_display()}"
    )
    return document


@transaction.atomic
def documents_remove(*, user: User) -> None:
    """Delete all documents of a person; ``post_delete`` removes the files."""
    PersonalDocument.objects.filter(user=user).delete()


def _replace(
    existing: PersonalDocument | None, *, user: User, kind: str, file: File, checked: CheckedUpload, sha256: str
) -> PersonalDocument:
    document = existing or PersonalDocument(user=user, kind=kind)
    old = document.file.name if existing else ""
    document.content_type, document.size, document.sha256 = checked.kind.content_type, checked.size, sha256
    document.state, document.reason, document.uploaded_at = PersonalDocument.State.WAITING, "", timezone.now()
    document.checked_at = document.checked_by = None
    storage = document_storage()
    with refuse_when_disk_is_full():
        name = storage.save(f"documents/{uuid.uuid4().hex}.{checked.kind.extensions[0]}", file)
    try:
        document.file.name = name
        document.save()
        audit_log.record(actor=user, action="lms.document.uploaded", subject=document, after={"kind": kind})
        what = f"berkas {document.get_kind_display()}"
        processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.CORRECT, what=what)
        remove_later([old])
    except Exception:
        storage.delete(name)
        raise
    return document


def _hash(file: File) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _notify(document: PersonalDocument) -> None:
    label, user = document.get_kind_display(), document.user
    address, classes = (settings.SITE_URL.rstrip("/") + reverse(name) for name in ("lms_details", "class_list"))
    if document.state == PersonalDocument.State.ACCEPTED:
        subject, text = f"{label} diterima", f"{label} Anda sudah diperiksa dan diterima."
        text += f"\n\nBila kelas Anda tinggal menunggu ini, evaluasinya sekarang terbuka:\n{classes}"
    else:
        subject = f"{label} perlu diperbaiki"
        text = f"{label} Anda belum dapat diterima: {document.reason}\n\nUnggah berkas yang baru di sini:\n{address}"
    notify_user(
        user=user,
        key=f"document:{document.pk}:{document.sha256[:16]}:{document.state}:{document.checked_at:%Y%m%d%H%M%S%f}",
        category="data-diri",
        subject=subject,
        body_text=f"Halo {user.get_short_name()},\n\n{text}\n",
    )
