"""The tus endpoint for the senders of an order's files: a publisher by link, or staff."""

import logging
import uuid
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core.files.uploads.checks import UploadRefused
from elibrary.deliveries import tus
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.models.upload import MOST_BYTES, DeliveryUpload
from elibrary.deliveries.services import uploads
from elibrary.ordering.models.order import Order

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sender:
    """Who sends, for which order, and below which address. An upload of another sender is not found (404)."""

    order: Order
    address: str
    link: DeliveryLink | None = None
    user: AbstractBaseUser | None = None

    def upload(self, public_id: uuid.UUID) -> DeliveryUpload | None:
        """A renewed link goes on with what was begun by the last one."""
        begun = DeliveryUpload.objects.filter(order=self.order, link__isnull=self.link is None)
        return begun.filter(public_id=public_id).first()


def collection(request: HttpRequest, sender: Sender) -> HttpResponseBase:
    """OPTIONS: what we can. POST: room for one more file."""
    return tus.add_protocol_headers(lambda: _collection(request, sender))


def item(request: HttpRequest, sender: Sender, public_id: uuid.UUID) -> HttpResponseBase:
    """HEAD: how far it is. PATCH: more of it. DELETE: no more of it."""
    return tus.add_protocol_headers(lambda: _item(request, sender, public_id))


def _collection(request: HttpRequest, sender: Sender) -> HttpResponse:
    method = tus.method_of(request)
    if method == "OPTIONS":
        return tus.options(most_bytes=MOST_BYTES)
    if method != "POST":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, POST"})
    tus.check_version(request)
    size, words = tus.number(request.headers, "Upload-Length"), tus.metadata(request.headers)
    try:
        upload = uploads.upload_create(
            order=sender.order, name=words.get("filename", ""), size=size, link=sender.link, by=sender.user
        )
    except UploadRefused as refusal:
        return tus.refusal(413 if isinstance(refusal, uploads.TooLarge) else 409, str(refusal))
    address = f"{sender.address}{upload.public_id}/"
    return tus.progress(status=201, offset=0, expires_at=upload.expires_at, Location=address)


def _item(request: HttpRequest, sender: Sender, public_id: uuid.UUID) -> HttpResponse:
    method = tus.method_of(request)
    if method == "OPTIONS":
        return tus.options(most_bytes=MOST_BYTES)
    if method not in {"HEAD", "PATCH", "DELETE"}:
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, HEAD, PATCH, DELETE"})
    tus.check_version(request)
    upload = sender.upload(public_id)
    if upload is None:
        return tus.refusal(404, "Unggahan ini tidak ada lagi. Pilih berkasnya sekali lagi untuk mulai dari awal.")
    if method == "HEAD":
        return tus.progress(status=200, offset=upload.offset, expires_at=upload.expires_at, Upload_Length=upload.size)
    if method == "DELETE":
        uploads.upload_abandon(upload=upload, by=sender.user)
        return HttpResponse(status=204)
    return _append(request, upload)


def _append(request: HttpRequest, upload: DeliveryUpload) -> HttpResponse:
    if request.content_type != tus.CONTENT_TYPE:
        return tus.refusal(415, f"Content-Type is not {tus.CONTENT_TYPE}.")
    offset, checksum = tus.number(request.headers, "Upload-Offset"), tus.checksum(request.headers)
    length = tus.number(request.headers, "Content-Length") if "Content-Length" in request.headers else 0
    if offset + length > upload.size or (checksum is not None and length > uploads.PART_BYTES):
        return tus.refusal(413, "Lebih besar dari yang disepakati.")
    if offset != upload.offset:
        return _conflict(upload)
    try:
        reached = uploads.upload_append(upload=upload, offset=offset, source=request, checksum=checksum)
    except uploads.OffsetConflict:
        return _conflict(upload)
    except uploads.ChecksumWrong:
        return tus.refusal(tus.CHECKSUM_MISMATCH, "Isi bagian ini rusak di jalan; kirim lagi.")
    except uploads.NoRoom as refusal:
        logger.error("The disk is full: an upload was refused.")
        return tus.refusal(507, str(refusal))
    except UploadRefused as refusal:
        return tus.refusal(415 if isinstance(refusal, uploads.WrongKind) else 409, str(refusal))
    return tus.progress(status=204, offset=reached, expires_at=upload.expires_at)


def _conflict(upload: DeliveryUpload) -> HttpResponse:
    return tus.refusal(409, "Unggahan ini sudah lebih jauh; lanjutkan dari tempat berhentinya.")
