"""The purchase letter: what stands on it, that it stays as it was, and that it reaches the publisher."""

import hashlib

import pypdfium2
import pytest
from django.core import mail
from django.core.files.storage import storages
from django.utils import timezone

from core.messages.models import Notification
from elibrary.ordering.models.order import OrderDocument
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add
from tests.factories.catalogue import PublisherFactory
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer, draft_order, order_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def budget(db):
    return BudgetFactory(year=timezone.localdate().year)


def text_of(document):
    with document.file.open("rb") as file:
        pdf = pypdfium2.PdfDocument(file.read())
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.split()), len(pdf)


def approved(lines=1, **publisher):
    librarian, analyst = buyer(), approver()
    order = draft_order(by=librarian, lines=0, publisher=PublisherFactory(name="Balai Pustaka", **publisher))
    for number in range(lines):
        offer = OfferFactory(publisher=order.publisher, title=f"Kopi Ijen {number}", isbn13=None)
        line_add(
            order=order,
            offer=offer,
            by=librarian,
            licence="concurrent",
            readers=5,
            copies=2,
            discount_percent=10,
            tax_percent=11,
            is_tax_included=False,
            may_print=True,
        )
    orders.order_submit(order=order, by=librarian)
    return orders.order_approve(order=order, by=analyst), librarian, analyst


def test_the_letter_says_what_was_approved():
    order, _, analyst = approved()
    document = order.documents.get()
    text, pages = text_of(document)
    for words in (
        f"Nomor {order.number}",
        "Kepada Balai Pustaka",
        "Kopi Ijen 0",
        "Sejumlah pembaca bersamaan: 5",
        "Wilayah ID",
        "Boleh dicetak, dibacakan mesin",
        "Rp150.000",
        "−Rp15.000",
        "Rp14.850",
        "Rp149.850",
        "Terbilang: seratus empat puluh sembilan ribu delapan ratus lima puluh rupiah.",
        analyst.full_name,
        "Analis Kurikulum",
    ):
        assert words in text, words
    assert (document.kind, pages) == ("letter", 1)


def test_a_long_order_repeats_its_titles_and_counts_its_pages():
    order, *_ = approved(lines=30)
    text, pages = text_of(order.documents.get())
    assert pages > 1
    assert text.count("Lisensi dan ketentuan") == pages or text.count("Lisensi dan ketentuan") == pages - 1
    assert f"Halaman {pages} dari {pages}" in text


def test_a_gift_is_a_letter_without_cost():
    order = order_in("approved", by=buyer(), approved_by=approver(), price=0)
    assert "Terbilang: tanpa biaya." in text_of(order.documents.get())[0]


def test_the_letter_stays_as_it_was():
    order, librarian, _ = approved()
    document = order.documents.get()
    before = document.file.open("rb").read()
    order.publisher.name = "Lain"
    order.publisher.save()
    orders.order_send(order=order, by=librarian)
    assert OrderDocument.objects.get().file.open("rb").read() == before
    assert document.sha256 == hashlib.sha256(before).hexdigest()


def test_sending_mails_the_letter_once(run_jobs):
    order, librarian, _ = approved(email="pesanan@penerbit.example.id")
    orders.order_send(order=order, by=librarian)
    with pytest.raises(StepRefused):
        orders.order_send(order=order, by=librarian)
    run_jobs()
    (message,) = [one for one in mail.outbox if one.attachments]  # the link for files comes by itself
    name, content, kind = message.attachments[0]
    assert (message.to, kind) == (["pesanan@penerbit.example.id"], "application/pdf")
    assert name == f"surat-pesanan-{order.number.replace('/', '-')}.pdf"
    assert content == order.documents.get().file.open("rb").read()
    assert order.number in message.subject


def test_a_publisher_without_an_address_is_told_to_staff():
    order, librarian, _ = approved()
    orders.order_send(order=order, by=librarian)
    to_others = Notification.objects.filter(recipient=None)
    assert set(to_others.values_list("state", flat=True)) == {"no_address"}  # nor can the link for files


def test_nobody_approves_without_a_letter(monkeypatch):
    librarian, analyst = buyer(), approver()
    order = order_in("submitted", by=librarian, approved_by=analyst)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(storages["private"]), "save", full)
    with pytest.raises(StepRefused, match="belum disetujui"):
        orders.order_approve(order=order, by=analyst)
    order.refresh_from_db()
    assert (order.state, order.documents.count()) == ("submitted", 0)
