"""What several senders and several workers do at the same moment; on PostgreSQL, where transactions really overlap."""

import io
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.models.upload import DeliveryUpload, UploadPart
from elibrary.deliveries.services.deliveries import WrongState, delivery_match, delivery_refuse, delivery_settle
from elibrary.deliveries.services.links import LinkChanged, link_create
from elibrary.deliveries.services.uploads import OffsetConflict, upload_append, upload_create
from elibrary.ordering.models.order import Order
from tests.factories.catalogue import isbn
from tests.factories.delivery import delivered, sent_order
from tests.factories.elibrary import pdf_bytes
from tests.factories.lms import UserFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PDF = pdf_bytes("Isi")


def at_once(*works: Callable[[], Any]) -> Counter[str]:
    def attempt(work: Callable[[], Any]) -> str:
        try:
            work()
            return "done"
        except (OffsetConflict, LinkChanged, WrongState) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(attempt, works))


def work() -> None:
    while (job := Job.objects.filter(state=Job.State.QUEUED).first()) is not None:
        jobs.run(job.pk)


def test_six_senders_of_one_upload_at_once_move_it_once():
    order = sent_order()
    upload = upload_create(order=order, name="a.pdf", size=len(PDF))
    outcomes = at_once(*[lambda: upload_append(upload=upload, offset=0, source=io.BytesIO(PDF))] * 6)
    assert outcomes == {"done": 1, "OffsetConflict": 5}
    assert UploadPart.objects.count() == 1
    assert Job.objects.filter(kind="elibrary.delivery_receive").count() == 1
    work()
    assert Delivery.objects.get().file.file.read() == PDF


def test_the_same_file_for_six_orders_at_once_is_one_file():
    orders = [sent_order() for _ in range(6)]
    for order in orders:
        upload = upload_create(order=order, name=f"{isbn(1)}.pdf", size=len(PDF))
        upload_append(upload=upload, offset=0, source=io.BytesIO(PDF))
    at_once(*[lambda job=job: jobs.run(job.pk) for job in Job.objects.filter(kind="elibrary.delivery_receive")])
    assert (DeliveredFile.objects.count(), Delivery.objects.count()) == (1, 6)
    assert DeliveredFile.objects.get().file.read() == PDF
    work()
    assert set(Order.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_delivery_settled_six_times_at_once_delivers_its_line_once():
    order = sent_order("Kopi Lereng Ijen")
    delivery = delivered(order, name=f"{isbn(1)}.pdf", state=Delivery.State.INSPECTED, problem="")
    assert at_once(*[lambda: delivery_settle(delivery=delivery)] * 6) == {"done": 6}
    assert AuditEntry.objects.filter(action="elibrary.order_line.delivered").count() == 1
    assert AuditEntry.objects.filter(action="elibrary.delivery.matched").count() == 1
    assert Order.objects.get().state == "delivered"


def test_six_files_for_one_line_at_once_deliver_it_once():
    order = sent_order("Kopi Lereng Ijen")
    told = {"state": Delivery.State.INSPECTED, "problem": ""}
    files = [delivered(order, f"%PDF-{n}".encode(), name=f"{isbn(1)}-{n}.pdf", **told) for n in range(6)]
    assert at_once(*[lambda file=file: delivery_settle(delivery=file) for file in files]) == {"done": 6}
    assert AuditEntry.objects.filter(action="elibrary.order_line.delivered").count() == 1
    assert order.lines.get().deliveries.count() == 6


def test_the_last_lines_of_an_order_at_once_make_it_delivered():
    order = sent_order(*(f"Judul {name}" for name in ["satu", "dua", "tiga", "empat", "lima", "enam"]))
    told = {"state": Delivery.State.INSPECTED, "problem": ""}
    files = [delivered(order, f"%PDF-{n}".encode(), name=f"{isbn(n)}.pdf", **told) for n in range(1, 7)]
    at_once(*[lambda file=file: delivery_settle(delivery=file) for file in files])
    order.refresh_from_db()
    assert order.state == "delivered"
    assert [step.to_state for step in order.steps.all()] == ["partly", "delivered"]


def test_matching_and_refusing_at_once_end_as_one_of_them():
    order, by = sent_order("Kopi Lereng Ijen"), UserFactory()
    delivery, line = delivered(order), order.lines.get()
    outcomes = at_once(
        lambda: delivery_match(delivery=delivery, line=line, by=by),
        lambda: delivery_refuse(delivery=delivery, reason="Salah.", by=by),
    )
    delivery.refresh_from_db()
    line.refresh_from_db()
    assert (delivery.state == "matched") == (line.delivered_at is not None)
    assert outcomes["done"] in {1, 2}  # a refused file may be matched afterwards, a matched one not refused


def test_six_renewals_at_once_make_one_link():
    order = sent_order()
    assert at_once(*[lambda: link_create(order=order)] * 6) == {"done": 1, "LinkChanged": 5}
    assert order.delivery_links.filter(revoked_at__isnull=True).count() == 1


def test_uploads_begun_at_once_stay_within_the_quota(monkeypatch):
    from core.files.uploads.checks import UploadRefused
    from elibrary.deliveries.services import uploads

    monkeypatch.setattr(uploads, "QUOTA_BYTES", 250)
    order = sent_order()

    def begin() -> None:
        try:
            upload_create(order=order, name="a.pdf", size=100)
        except UploadRefused:
            raise WrongState from None

    assert at_once(*[begin] * 6) == {"done": 2, "WrongState": 4}
    assert DeliveryUpload.objects.count() == 2
