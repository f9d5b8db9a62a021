"""Receives a file in parts (docs/adr/0014): acknowledged bytes survive any later failure.

No transaction and no lock is held while bytes arrive. A part is stored first, under a name of its own; then one short
transaction moves the offset, if it still is where the part begins. Of two concurrent senders one moves it, the
other gets OffsetConflict. A part without a row is deleted with its upload.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from core.audit.services import audit_log
from core.files.models.site_media import private_storage
from core.files.uploads.checks import UploadRefused, refuse_when_disk_is_full
from core.files.uploads.kinds import ARCHIVE, EPUB, HEAD, PDF, kind_of
from core.jobs.failpoints import failpoint
from core.jobs.services import enqueue
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.models.upload import MOST_BYTES, DeliveryUpload, UploadPart
from elibrary.deliveries.services.links import ACCEPTING
from elibrary.ordering.models.order import Order

RECEIVE = "elibrary.delivery_receive"
PART_BYTES = 8 * 1024**2
READ_BYTES = 64 * 1024
MOST_PARTS = 20_000
MOST_UNFINISHED = 20
MOST_FILES = 500
QUOTA_BYTES = 20 * 1024**3
LIFE = timedelta(days=7)
_ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}  # the one that tus asks for, and a better one


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class OffsetConflict(Exception):
    """The bytes don't begin where the upload ends."""


class TooLarge(UploadRefused):
    """More than one file, or one order, may be."""


class WrongKind(UploadRefused):
    """Neither PDF nor EPUB."""


class NoRoom(UploadRefused):
    """The server's disk is full."""


class ChecksumWrong(Exception):
    """The checksum doesn't match; none of the bytes is stored."""


def upload_create(
    *, order: Order, name: str, size: int, link: DeliveryLink | None = None, by: AbstractBaseUser | None = None
) -> DeliveryUpload:
    """Room for a file of ``size`` bytes, by a link or by staff. Raises UploadRefused (TooLarge among them)."""
    if size <= 0:
        raise UploadRefused("Berkas ini kosong. Pilih berkas lain.")
    if size > MOST_BYTES:
        raise TooLarge("Berkas ini lebih besar dari 2 GB. Kirim versi yang lebih kecil, atau hubungi perpustakaan.")
    with transaction.atomic():
        locked = Order.objects.select_for_update().get(pk=order.pk)
        if locked.state not in ACCEPTING:
            raise UploadRefused("Pesanan ini sudah ditutup, sehingga berkas tidak diterima lagi.")
        _refuse_over_quota(locked, size)
        upload = DeliveryUpload.objects.create(
            order=locked,
            link=link,
            sent_by_id=by.pk if by is not None else None,
            name=clean_name(name),
            size=size,
            expires_at=timezone.now() + LIFE,
        )
        audit_log.record(
            actor=by, action="elibrary.upload.started", subject=upload, after={"order": locked.number, "size": size}
        )
    return upload


def upload_append(*, upload: DeliveryUpload, offset: int, source: Source, checksum: tuple[str, bytes] | None = None) -> int:
    """Append the bytes of ``source`` at ``offset``; return the new offset.

    A source that breaks off is at its end: what came before is kept. With a ``checksum`` (algorithm, digest) everything
    has to fit in one part and is kept only when it is right. Raises OffsetConflict, ChecksumWrong and UploadRefused.
    """
    while True:
        piece, has_more = _read(source, min(PART_BYTES, upload.size - offset))
        if checksum is not None and not _is_right(piece, checksum):
            raise ChecksumWrong
        if not piece:
            return offset
        _refuse_other_kind(upload, offset, piece)
        offset = _keep(upload, offset, piece)
        if not has_more or offset == upload.size:
            return offset


def upload_file(
    *, order: Order, file: File, link: DeliveryLink | None = None, by: AbstractBaseUser | None = None
) -> DeliveryUpload:
    """A file that came in one piece goes the same way; what was begun of it before goes. Raises UploadRefused."""
    name, size = file.name or "", file.size or 0
    with refuse_when_disk_is_full():  # it may have arrived and found no room (core.files.uploads.handlers)
        file.seek(0)
    begun = order.uploads.filter(name=clean_name(name), size=size, completed_at__isnull=True)
    for upload in begun.filter(link__isnull=link is None):
        upload_abandon(upload=upload, by=by)
    upload = upload_create(order=order, name=name, size=size, link=link, by=by)
    try:
        upload_append(upload=upload, offset=0, source=file)
    except UploadRefused:
        upload_abandon(upload=upload, by=by)
        raise
    return upload


@transaction.atomic
def upload_abandon(*, upload: DeliveryUpload, by: AbstractBaseUser | None = None) -> None:
    """Delete an unfinished upload. A complete one remains: a job makes it a delivery."""
    locked = DeliveryUpload.objects.select_for_update().filter(pk=upload.pk, completed_at__isnull=True).first()
    if locked is None:
        return
    audit_log.record(actor=by, action="elibrary.upload.abandoned", subject=locked, before={"offset": locked.offset})
    _delete(locked)


def uploads_sweep() -> int:
    """Delete abandoned uploads, failed ones, and the rows of completed ones; return how many."""
    expired = DeliveryUpload.objects.filter(expires_at__lt=timezone.now())
    waiting = Q(completed_at__isnull=False, delivery__isnull=True, problem="")  # for its job
    count = 0
    for upload_id in expired.exclude(waiting).values_list("pk", flat=True):
        with transaction.atomic():
            locked = expired.select_for_update().filter(pk=upload_id).first()
            if locked is not None:
                audit_log.record(
                    actor=None, action="elibrary.upload.expired", subject=locked, before={"offset": locked.offset}
                )
                _delete(locked)
                count += 1
    return count


def clean_name(name: str) -> str:
    """The last part of a path, without control characters; people recognise their file by it, nothing else uses it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-200:] or "berkas"


def parts_delete(folder: str) -> None:
    """Remove the parts of an upload, those too that no row names: a process may have died in between."""
    storage = private_storage()
    try:
        _, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)


def _refuse_over_quota(order: Order, size: int) -> None:
    unfinished = order.uploads.filter(completed_at__isnull=True)
    if unfinished.count() >= MOST_UNFINISHED:
        raise UploadRefused(
            "Terlalu banyak unggahan yang belum selesai. Selesaikan atau hapus salah satunya, lalu coba lagi."
        )
    stored = Delivery.objects.filter(order=order)
    on_the_way = order.uploads.filter(delivery__isnull=True)
    used = sum(rows.aggregate(all=Sum(field))["all"] or 0 for rows, field in ((on_the_way, "size"), (stored, "file__size")))
    if used + size > QUOTA_BYTES or stored.count() >= MOST_FILES:
        raise TooLarge("Jatah berkas untuk pesanan ini sudah habis. Hubungi perpustakaan.")


def _read(source: Source, most: int) -> tuple[bytes, bool]:
    """Up to ``most`` bytes, and whether there may be more."""
    piece = bytearray()
    while len(piece) < most:
        try:
            read = source.read(min(READ_BYTES, most - len(piece)))
        except OSError:  # the connection broke
            return bytes(piece), False
        if not read:
            return bytes(piece), False
        piece += read
    return bytes(piece), True


def _is_right(piece: bytes, checksum: tuple[str, bytes]) -> bool:
    algorithm, digest = checksum
    return hmac.compare_digest(_ALGORITHMS[algorithm](piece).digest(), digest)


def _refuse_other_kind(upload: DeliveryUpload, offset: int, piece: bytes) -> None:
    """Refuse at the first bytes, not after 2 GB. An unknown archive is inspected in the sandbox."""
    is_telling = offset == 0 and (len(piece) >= HEAD or len(piece) == upload.size)
    if is_telling and kind_of(piece[:HEAD]) not in (PDF, EPUB, ARCHIVE):
        upload_abandon(upload=upload)
        raise WrongKind("Isi berkas ini bukan PDF atau EPUB. Kirim buku sebagai PDF atau EPUB.")


def _keep(upload: DeliveryUpload, offset: int, piece: bytes) -> int:
    name = _store(f"{upload.folder}/{offset:012}-{secrets.token_hex(4)}", piece)
    failpoint("delivery.part_stored")
    try:
        with transaction.atomic():
            reached = _move(upload, offset, len(piece), name)
    except BaseException:
        private_storage().delete(name)
        raise
    failpoint("delivery.part_kept")
    return reached


def _store(name: str, piece: bytes) -> str:
    try:
        with refuse_when_disk_is_full():
            return private_storage().save(name, ContentFile(piece))
    except UploadRefused as refusal:
        raise NoRoom(str(refusal)) from refusal


def _move(upload: DeliveryUpload, offset: int, size: int, name: str) -> int:
    kept = DeliveryUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if kept is None or kept.offset != offset:
        raise OffsetConflict
    if offset + size < kept.size and kept.parts.count() >= MOST_PARTS:
        raise UploadRefused("Unggahan ini terpotong terlalu kecil-kecil. Mulai lagi dari awal.")
    UploadPart.objects.create(upload=kept, offset=offset, size=size, name=name)
    kept.offset = offset + size
    kept.expires_at = timezone.now() + LIFE
    if kept.offset == kept.size:
        kept.completed_at = timezone.now()
        enqueue(kind=RECEIVE, subject=f"upload:{kept.pk}", payload={"upload": kept.pk})
    kept.save(update_fields=["offset", "expires_at", "completed_at"])
    upload.expires_at = kept.expires_at
    return kept.offset


def _delete(upload: DeliveryUpload) -> None:
    folder = upload.folder
    upload.delete()
    transaction.on_commit(lambda: parts_delete(folder), robust=True)
