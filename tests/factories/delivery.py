"""Orders that were sent, links to them, and files on their way, as a publisher's tool sends them."""

import base64
import hashlib
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.files.models.site_media import private_storage
from elibrary.catalogue.models.offer import Offer
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.services.links import link_create
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import PublisherFactory, isbn

_numbers = count(1)
TUS = {"Tus-Resumable": "1.0.0"}
CHUNK = "application/offset+octet-stream"


def sent_order(*titles: str, publisher: Publisher | None = None, **fields: Any) -> Order:
    """An order that its publisher has, with a line a title; the lines' ISBNs are ``isbn(1)``, ``isbn(2)`` …"""
    number = next(_numbers)
    order = Order.objects.create(
        publisher=publisher or PublisherFactory(email=f"penerbit{number}@example.id"),
        subject="Buku usaha",
        **{"number": f"UJI/{number:04}/2026", "state": Order.State.SENT, **fields},
    )
    for at, title in enumerate(titles or ("Kopi Lereng Ijen",), start=1):
        line_of(order, title, isbn(at))
    return order


def line_of(order: Order, title: str, isbn13: str = "", **fields: Any) -> OrderLine:
    related = fields.pop("related_isbns", "")
    offer = Offer.objects.create(
        publisher=order.publisher,
        reference=f"D-{next(_numbers)}",
        title=title,
        isbn13=isbn13 or None,
        related_isbns=related,
        carrier=Offer.Carrier.DIGITAL,
    )
    terms = {"unit_price_idr": 0, **fields}
    return OrderLine.objects.create(order=order, offer=offer, title=title, isbn13=isbn13, **terms)


def token_for(order: Order) -> str:
    """The secret of a new link."""
    return link_create(order=order).address.rstrip("/").rpartition("/")[2]


def home_of(token: str) -> str:
    return reverse("elibrary:delivery", args=[token])


def metadata(name: str) -> str:
    return f"filename {base64.b64encode(name.encode()).decode()},filetype {base64.b64encode(b'application/pdf').decode()}"


def begin(client: Client, token: str, size: int, name: str = "buku.pdf", **headers: str) -> Any:
    told = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(name), **headers}
    return client.post(f"{home_of(token)}berkas/", content_type=CHUNK, headers=told)


def patch(client: Client, address: str, offset: int, content: bytes, **headers: str) -> Any:
    told = {**TUS, "Upload-Offset": str(offset), **headers}
    return client.patch(address, content, content_type=CHUNK, headers=told)


def head(client: Client, address: str) -> Any:
    return client.head(address, headers=TUS)


def send(client: Client, token: str, content: bytes, name: str = "buku.pdf", pieces: int = 1) -> Any:
    """A whole file by tus, in so many pieces; the last answer."""
    address = begin(client, token, len(content), name).headers["Location"]
    step = -(-len(content) // pieces)
    answer = None
    for offset in range(0, len(content), step):
        answer = patch(client, address, offset, content[offset : offset + step])
    return answer


def delivered(order: Order, content: bytes = b"%PDF-1.7 isi", **fields: Any) -> Delivery:
    """A file that came and fits nothing yet; nobody looked into it."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = private_storage().save(f"deliveries/{sha256}", ContentFile(content))
    file = DeliveredFile.objects.create(sha256=sha256, size=len(content), file=name, kind="pdf", inspected_at=timezone.now())
    told = {"name": "naskah.pdf", "state": Delivery.State.UNMATCHED, "problem": "Tidak cocok.", "advice": "Beri nama lain."}
    return Delivery.objects.create(order=order, file=file, **{**told, **fields})
