"""Assembles an upload: the file is stored once, independent of its names and orders."""

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from core.files.models.site_media import private_storage
from core.files.uploads.checks import UploadRefused, refuse_when_disk_is_full
from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.models.upload import DeliveryUpload, UploadPart
from elibrary.deliveries.services.uploads import LIFE, parts_delete
from elibrary.ordering.models.order import Order

INSPECT = "elibrary.delivery_inspect"
_FETCHED = 16 * 1024**2


def delivery_receive(run: JobRun, *, upload_id: int) -> None:
    """Join the parts of a complete upload into a file and note it as a delivery. A second run begins with the parts.

    Raises JobError.
    """
    upload = DeliveryUpload.objects.select_related("link", "sent_by").filter(pk=upload_id).first()
    if upload is None or upload.delivery_id is not None:  # an earlier try went through
        return
    name = f"deliveries/{upload.public_id.hex}"
    sha256 = _join(run, upload, name)
    failpoint("delivery.joined")
    with run.completing("Berkas tersimpan dan akan diperiksa."):
        delivery, surplus = _note(upload, name, sha256)
        folder = upload.folder
        DeliveryUpload.objects.filter(pk=upload.pk).update(delivery=delivery, problem="")
        upload.parts.all().delete()
        enqueue(kind=INSPECT, subject=f"delivery:{delivery.pk}", payload={"delivery": delivery.pk})
        transaction.on_commit(lambda: _clear(folder, surplus), robust=True)


def delivery_receive_failed(job: Job) -> None:
    """The parts stay for a while: staff may have the job done again."""
    DeliveryUpload.objects.filter(pk=job.payload["upload"]).update(
        problem=job.message or "Berkas ini belum dapat disusun.", expires_at=timezone.now() + LIFE
    )


@contextmanager
def local_copy(file: Any, beat: Callable[[], None]) -> Iterator[Path]:
    """A path under which the sandbox may read the stored file: the file itself in a folder, a copy of an object on S3.

    ``beat`` is called now and then while it is fetched. Raises UploadRefused when the disk is full.
    """
    try:
        yield Path(file.path)
        return
    except NotImplementedError:
        pass
    with tempfile.NamedTemporaryFile(prefix="sijawara-") as copy:
        with refuse_when_disk_is_full(), file.open("rb") as source:
            for chunk in source.chunks(_FETCHED):
                copy.write(chunk)
                beat()
            copy.flush()
        yield Path(copy.name)


class _Parts(io.RawIOBase):
    """The parts of an upload as one stream; counts the hash as it goes, and calls ``beat`` before each part."""

    def __init__(self, parts: Iterator[UploadPart], storage: Storage, beat: Callable[[], None]) -> None:
        self._parts, self._storage, self._beat = parts, storage, beat
        self._open: Any = None
        self.digest = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            read = self._open.read(len(buffer)) if self._open else b""
            if read:
                buffer[: len(read)] = read
                self.digest.update(read)
                self.count += len(read)
                return len(read)
            if not self._next():
                return 0

    def _next(self) -> bool:
        if self._open:
            self._open.close()
            self._open = None
        part = next(self._parts, None)
        if part is None:
            return False
        self._beat()
        self._open = self._storage.open(part.name, "rb")
        return True


def _join(run: JobRun, upload: DeliveryUpload, name: str) -> str:
    """Store the whole file as ``name``; return its hash. Reads each part once. Raises JobError."""
    storage = private_storage()
    parts = _Parts(
        upload.parts.order_by("offset").iterator(),
        storage,
        lambda: run.progress(parts.count // 1024, upload.size // 1024, "Menyusun berkas."),
    )
    storage.delete(name)
    try:
        with refuse_when_disk_is_full():
            stored = storage.save(name, File(io.BufferedReader(parts, 256 * 1024)))
    except UploadRefused as refusal:
        raise JobError(str(refusal)) from refusal
    except FileNotFoundError as error:
        raise JobError("Sebagian dari berkas ini hilang dari penyimpanan. Kirim lagi berkasnya.", retry=False) from error
    if stored != name or parts.count != upload.size:
        storage.delete(stored)
        raise JobError("Berkas ini belum dapat disusun.")
    return parts.digest.hexdigest()


def _note(upload: DeliveryUpload, name: str, sha256: str) -> tuple[Delivery, str]:
    """The delivery, and the object that isn't needed since the same file was here already ("" otherwise)."""
    order = Order.objects.select_for_update().get(pk=upload.order_id)
    file, is_new = DeliveredFile.objects.get_or_create(sha256=sha256, defaults={"file": name, "size": upload.size})
    delivery, is_first = Delivery.objects.get_or_create(
        order=order, file=file, defaults={"name": upload.name, "link": upload.link, "sent_by": upload.sent_by}
    )
    if not is_first:
        _received_again(delivery, upload.name)
    audit_log.record(
        actor=upload.sent_by,
        action="elibrary.delivery.received",
        subject=delivery,
        after={"order": order.number, "sha256": sha256, "size": upload.size, "again": not is_first},
    )
    return delivery, "" if is_new or file.file.name == name else name


def _received_again(delivery: Delivery, name: str) -> None:
    """Its other name may identify it better. A file refused by the machine is inspected again; staff's decision stands."""
    if name not in (delivery.name, *delivery.other_names):
        delivery.other_names = [*delivery.other_names, name]
    if delivery.state == Delivery.State.REFUSED and delivery.settled_by_id is None:
        delivery.state, delivery.problem, delivery.advice = Delivery.State.RECEIVED, "", ""
    delivery.save(update_fields=["other_names", "state", "problem", "advice"])


def _clear(folder: str, surplus: str) -> None:
    parts_delete(folder)
    if surplus:
        private_storage().delete(surplus)
