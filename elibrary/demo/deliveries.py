"""Files for the demo's orders, sent and inspected as a publisher's: one matches, one matches nothing, one is damaged."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet

from core.documents.pdf import new_document
from core.jobs import services as jobs
from core.jobs.services import latest_job
from elibrary.catalogue.models.offer import Offer
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.models.upload import DeliveryUpload
from elibrary.deliveries.services.files import INSPECT
from elibrary.deliveries.services.uploads import RECEIVE, upload_append, upload_create
from elibrary.demo import booklet
from elibrary.demo.catalogue_files import BOOKLET_ISBN
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add

OWNER, APPROVER = "pustakawan@contoh.id", "analis@contoh.id"
BOOKLET_ORDER = "Buku panduan rapat anggota"
State = Order.State
_TEXT = (
    "Buku contoh yang dibuat untuk mencoba Si-Jawara+. Rapat anggota adalah kekuasaan tertinggi dalam koperasi: di sanalah "
    "anggota menetapkan anggaran dasar, memilih pengurus, dan mengesahkan rencana kerja."
)


@dataclass(frozen=True)
class DemoFile:
    """``make`` is called for a file that hasn't come yet: a second run sets no PDF."""

    order: Order
    name: str
    make: Callable[[], bytes]
    is_looked_into: bool = True


def seed() -> list[str]:
    """What has come already is left alone. Existing orders keep their state; the booklet has one of its own."""
    _order_booklet()
    for file in _files():
        if not Delivery.objects.filter(order=file.order, name=file.name).exists():
            _send(file)
    has_some = Delivery.objects.filter(order__created_by__email=OWNER).exists()
    return ["Kiriman contoh: /admin/kiriman/"] if has_some else []


def _files() -> Iterator[DemoFile]:
    ours = Order.objects.filter(created_by__email=OWNER).order_by("pk")
    for line in _lines_that_have_come(
        ours.filter(state__in=[State.PARTLY_DELIVERED, State.DELIVERED]).exclude(subject=BOOKLET_ORDER)
    ):
        yield DemoFile(line.order, f"{line.isbn13 or line.title[:60]}.pdf", partial(book, line.title, line.isbn13))
    for line in OrderLine.objects.filter(order__in=ours, order__subject=BOOKLET_ORDER).select_related("order"):
        yield DemoFile(line.order, f"{BOOKLET_ISBN}.pdf", booklet.render)
    waiting = ours.filter(state=State.SENT).exclude(subject=BOOKLET_ORDER).first()
    if waiting is not None:
        yield DemoFile(waiting, "naskah-final-2.pdf", partial(book, "Naskah", ""))
        yield DemoFile(waiting, "terpotong.pdf", lambda: book("Terpotong", "")[:-400])
        yield DemoFile(waiting, "baru-tiba.pdf", partial(book, "Baru tiba", ""), is_looked_into=False)


def _lines_that_have_come(among: QuerySet[Order]) -> Iterator[OrderLine]:
    """The first of each order: its file belongs to what staff had noted as received."""
    for order in among:
        hosted = order.lines.filter(route=OrderLine.Route.HOSTED, delivered_at__isnull=False)
        if (line := hosted.select_related("order").order_by("pk").first()) is not None:
            yield line


@transaction.atomic
def _order_booklet() -> None:
    """A gift, sent to its publisher, so that its file can come. Without people or offer there is nothing to order."""
    people = {user.email: user for user in get_user_model().objects.filter(email__in=[OWNER, APPROVER])}
    offer = Offer.objects.filter(isbn13=BOOKLET_ISBN, is_withdrawn=False).first()
    if len(people) < 2 or offer is None or OrderLine.objects.filter(offer=offer).exists():
        return
    by = people[OWNER]
    order = orders.order_create(publisher=offer.publisher, subject=BOOKLET_ORDER, by=by)
    line_add(order=order, offer=offer, by=by, unit_price_idr=0)
    orders.order_submit(order=order, by=by)
    orders.order_approve(order=order, by=people[APPROVER])
    orders.order_send(order=order, by=by)


def book(title: str, isbn: str) -> bytes:
    """A small PDF with the book's title and ISBN; the same bytes each time."""
    pdf = new_document(title=title, created_at=datetime(2026, 11, 24, tzinfo=UTC))
    for text in (title, f"ISBN {isbn}" if isbn else "Tanpa ISBN", _TEXT):
        pdf.add_page()
        pdf.paragraph(text)
    return bytes(pdf.output())


def _send(file: DemoFile) -> None:
    """The whole way at once: the demo must not wait for a worker that isn't up yet. What a run left off is gone on with.

    One file is left for the worker, so that there is one to be seen on its way.
    """
    content = file.make()
    begun = DeliveryUpload.objects.filter(order=file.order, name=file.name, delivery__isnull=True).first()
    upload = begun or upload_create(order=file.order, name=file.name, size=len(content))
    upload_append(upload=upload, offset=upload.offset, source=io.BytesIO(content[upload.offset :]))
    _run_now(RECEIVE, f"upload:{upload.pk}")
    delivery = Delivery.objects.filter(order=file.order, name=file.name).first()
    if delivery is not None and file.is_looked_into:
        _run_now(INSPECT, f"delivery:{delivery.pk}")


def _run_now(kind: str, subject: str) -> None:
    job = latest_job(kind=kind, subject=subject)
    if job is not None and job.is_open:
        jobs.run(job.pk)
