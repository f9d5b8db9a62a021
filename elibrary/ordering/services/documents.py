"""Incoming documents of an order: checked by content, stored privately, each once."""

import hashlib
import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from core.audit.services import audit_log
from core.files.models.site_media import private_storage
from core.files.uploads.checks import check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import DOCX, JPEG, PDF, PNG, XLSX
from elibrary.ordering.models.order import Order, OrderDocument

KINDS = (PDF, JPEG, PNG, DOCX, XLSX)
MOST_BYTES = 10 * 1024 * 1024
COMES_IN = [choice for choice in OrderDocument.Kind.choices if choice[0] != OrderDocument.Kind.LETTER]
"""The purchase letter is ours: it is made at approval, never uploaded."""


def document_add(*, order: Order, kind: str, file: File, by: AbstractBaseUser) -> OrderDocument:
    """Store a document. The same file a second time returns the existing one. Raises UploadRefused."""
    if kind not in dict(COMES_IN):
        raise ValueError(kind)
    checked = check_upload(file, allowed=KINDS, most_bytes=MOST_BYTES)
    sha256 = _hash(file)
    with transaction.atomic():
        Order.objects.select_for_update().get(pk=order.pk)
        known = OrderDocument.objects.filter(order=order, kind=kind, sha256=sha256).first()
        if known is not None:
            return known
        storage = private_storage()
        with refuse_when_disk_is_full():
            name = storage.save(f"orders/{order.pk}/{uuid.uuid4().hex}.{checked.kind.extensions[0]}", file)
        try:
            return _keep(order, kind=kind, name=name, shown=checked.name, size=checked.size, sha256=sha256, by=by)
        except Exception:
            storage.delete(name)
            raise


@transaction.atomic
def document_opened(*, document: OrderDocument, by: AbstractBaseUser) -> None:
    """Record that a user opens it; the caller then serves it."""
    audit_log.record(actor=by, action="elibrary.order_document.opened", subject=document, after={"order": document.order_id})


def _keep(order: Order, *, kind: str, name: str, shown: str, size: int, sha256: str, by: AbstractBaseUser) -> OrderDocument:
    document = OrderDocument.objects.create(
        order=order, kind=kind, name=shown, file=name, size=size, sha256=sha256, added_by_id=by.pk if by else None
    )
    audit_log.record(
        actor=by, action="elibrary.order_document.added", subject=document, after={"order": order.pk, "kind": kind}
    )
    return document


def _hash(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
