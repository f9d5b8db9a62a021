"""Kills a process between a publisher's upload and the delivered order, then reports what is left.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line. With the word
``send`` it is the sender's web process instead, which sends until it is killed.
"""

import io
import json
import os
import subprocess
import sys
import time
import uuid

from tests.services.kill_driver import DEADLINE_SECONDS, successor, wait_for, worker  # sets Django up

# isort: split
from core.audit.models import AuditEntry
from core.files.models.site_media import private_storage
from core.jobs.models import Job
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.models.upload import DeliveryUpload, UploadPart
from elibrary.deliveries.services import uploads
from elibrary.ordering.models.order import Order
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import isbn
from tests.factories.delivery import sent_order
from tests.factories.elibrary import pdf_bytes

WEB = ("delivery.part_stored", "delivery.part_kept")
uploads.PART_BYTES = 4096


def content(point: str) -> bytes:
    return pdf_bytes(*(f"Halaman {number}: {point}" for number in range(60)), title=point)


def send(upload: DeliveryUpload, point: str) -> int:
    """From where it is to its end."""
    upload.refresh_from_db()
    rest = io.BytesIO(content(point)[upload.offset :])
    return uploads.upload_append(upload=upload, offset=upload.offset, source=rest)


def killed_while_sending(upload: DeliveryUpload, point: str) -> int:
    command = [sys.executable, "-m", "tests.services.delivery_driver", "send", str(upload.pk), point]
    return subprocess.run(command, env={**os.environ, "SIJAWARA_FAULT_POINT": point}, check=False).returncode


def objects(folder: str) -> int:
    try:
        return len(private_storage().listdir(folder)[1])
    except FileNotFoundError:
        return 0


def main(point: str) -> None:
    tag = uuid.uuid4().hex[:12]  # the stack serves every point
    publisher = Publisher.objects.create(name="Penerbit", slug=tag, email=f"{tag}@example.id")
    order = sent_order("Kopi Lereng Ijen", publisher=publisher, number=tag)
    data = content(point)
    upload = uploads.upload_create(order=order, name=f"{isbn(1)}.pdf", size=len(data))
    before = objects("deliveries")
    killed_by = killed_while_sending(upload, point) if point in WEB else 0
    upload.refresh_from_db()
    acknowledged = upload.offset
    send(upload, point)
    if point not in WEB:
        killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    started = time.monotonic()
    with successor():
        wait_for("the order is delivered", lambda: Order.objects.get(pk=order.pk).state == Order.State.DELIVERED)
        wait_for("all jobs are done", lambda: not Job.objects.filter(state__in=["queued", "running"]).exists())
        recovery = time.monotonic() - started
    delivery = Delivery.objects.select_related("file").get(order=order)
    result = {
        "killed_by": killed_by,
        "recovery_seconds": round(recovery, 1),
        "acknowledged": acknowledged,
        "is_whole": delivery.file.file.read() == data,
        "files": DeliveredFile.objects.filter(sha256=delivery.file.sha256).count(),
        "objects": objects("deliveries") - before,
        "parts": UploadPart.objects.filter(upload=upload).count() + objects(upload.folder),
        "times_delivered": AuditEntry.objects.filter(
            action="elibrary.order_line.delivered", subject_id=str(delivery.line_id)
        ).count(),
        "state": delivery.state,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[1] == "send":
        send(DeliveryUpload.objects.get(pk=sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1])
