"""What a delivered file does to the order, by the machine and by hand."""

import pytest

from core.audit.models import AuditEntry
from elibrary.books.models import Book
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.services.deliveries import (
    NotForReading,
    WrongLine,
    WrongState,
    delivery_match,
    delivery_refuse,
    delivery_settle,
    delivery_to_book,
)
from elibrary.ordering.models.order import Order
from tests.elibrary.deliveries.files import epub_bytes
from tests.factories.catalogue import isbn
from tests.factories.delivery import line_of, send, sent_order, token_for
from tests.factories.elibrary import pdf_bytes

pytestmark = pytest.mark.django_db
PDF = pdf_bytes("Isi", title="Tanpa judul")
State = Delivery.State


@pytest.fixture
def deliver(client, run_jobs):
    """A file that came by link and was looked into."""

    def come(order: Order, content: bytes = PDF, name: str = "naskah.pdf") -> Delivery:
        send(client, token_for(order), content, name)
        run_jobs()
        return Delivery.objects.filter(order=order).latest("pk")

    return come


def states(order: Order) -> tuple[str, list[bool]]:
    order.refresh_from_db()
    return order.state, [line.delivered_at is not None for line in order.lines.order_by("pk")]


def test_files_move_the_order_to_partly_and_to_delivered(client, run_jobs):
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun Wonosari")
    token = token_for(order)
    send(client, token, pdf_bytes("satu"), f"{isbn(1)}.pdf")
    run_jobs()
    assert states(order) == ("partly", [True, False])
    send(client, token, epub_bytes(isbn=isbn(2)), "b.epub")
    run_jobs()
    assert states(order) == ("delivered", [True, True])
    hows = Delivery.objects.order_by("pk").values_list("matched_how", "file__kind")
    assert list(hows) == [("isbn_name", "pdf"), ("isbn_meta", "epub")]


def test_a_second_file_for_a_line_is_kept_and_moves_nothing(client, run_jobs):
    order = sent_order("Kopi Lereng Ijen")
    token = token_for(order)
    send(client, token, pdf_bytes("satu"), f"{isbn(1)}.pdf")
    run_jobs()
    first = order.lines.get().delivered_at
    send(client, token, epub_bytes(isbn=isbn(1)), f"{isbn(1)}.epub")
    run_jobs()
    assert order.lines.get().delivered_at == first
    assert order.lines.get().deliveries.count() == 2
    assert AuditEntry.objects.filter(action="elibrary.order_line.delivered").count() == 1


def test_settling_twice_changes_nothing(deliver):
    order = sent_order("Kopi Lereng Ijen")
    delivery = deliver(order, name=f"{isbn(1)}.pdf")
    entries = AuditEntry.objects.count()
    delivery_settle(delivery=delivery)
    assert AuditEntry.objects.count() == entries


def test_a_file_that_fits_nothing_says_what_to_do_and_is_matched_by_hand(deliver, librarian):
    order = sent_order("Kopi Lereng Ijen")
    delivery = deliver(order)
    assert (delivery.state, states(order)[0]) == (State.UNMATCHED, "sent")
    assert "ISBN" in delivery.advice
    matched = delivery_match(delivery=delivery, line=order.lines.get(), by=librarian)
    assert (matched.state, matched.matched_how, matched.settled_by, matched.problem) == ("matched", "hand", librarian, "")
    assert states(order) == ("delivered", [True])
    entries = AuditEntry.objects.count()
    delivery_match(delivery=delivery, line=order.lines.get(), by=librarian)
    assert AuditEntry.objects.count() == entries


def test_the_same_file_under_a_name_that_says_more_is_matched(client, run_jobs):
    order = sent_order("Kopi Lereng Ijen")
    token = token_for(order)
    send(client, token, PDF, "naskah.pdf")
    run_jobs()
    send(client, token, PDF, f"{isbn(1)}.pdf")
    run_jobs()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.other_names) == (State.MATCHED, [f"{isbn(1)}.pdf"])


def test_another_orders_line_or_one_in_print_is_no_match(deliver, librarian):
    order = sent_order("Kopi Lereng Ijen")
    printed = line_of(order, "Cetak", route="print")
    delivery = deliver(order)
    for line in (sent_order().lines.get(), printed):
        with pytest.raises(WrongLine):
            delivery_match(delivery=delivery, line=line, by=librarian)


def test_a_matched_file_is_neither_moved_nor_refused(deliver, librarian):
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun Wonosari")
    delivery = deliver(order, name=f"{isbn(1)}.pdf")
    with pytest.raises(WrongState):
        delivery_match(delivery=delivery, line=order.lines.last(), by=librarian)
    with pytest.raises(WrongState):
        delivery_refuse(delivery=delivery, reason="Salah.", by=librarian)


def test_staff_refuse_with_a_reason_and_may_change_their_mind(deliver, librarian):
    order = sent_order("Kopi Lereng Ijen")
    delivery = deliver(order)
    refused = delivery_refuse(delivery=delivery, reason="Ini naskah lama.", by=librarian)
    assert (refused.state, refused.problem, refused.settled_by) == (State.REFUSED, "Ini naskah lama.", librarian)
    assert delivery_match(delivery=delivery, line=order.lines.get(), by=librarian).state == State.MATCHED


def test_what_staff_refused_stays_refused_when_it_is_sent_again(client, run_jobs, librarian):
    order = sent_order("Kopi Lereng Ijen")
    token = token_for(order)
    send(client, token, PDF, "naskah.pdf")
    run_jobs()
    delivery_refuse(delivery=Delivery.objects.get(), reason="Ini naskah lama.", by=librarian)
    send(client, token, PDF, f"{isbn(1)}.pdf")
    run_jobs()
    assert Delivery.objects.get().state == State.REFUSED


def test_a_file_for_an_order_that_was_closed_meanwhile_is_left_to_staff(client, run_jobs):
    order = sent_order("Kopi Lereng Ijen")
    send(client, token_for(order), PDF, f"{isbn(1)}.pdf")
    Order.objects.filter(pk=order.pk).update(state="closed")
    run_jobs()
    delivery = Delivery.objects.get()
    assert delivery.state == State.UNMATCHED
    assert "tidak lagi menerima" in delivery.problem


def test_a_matched_pdf_becomes_a_book_once_without_a_second_upload(deliver, librarian):
    order = sent_order("Kopi Lereng Ijen")
    delivery = deliver(order, name=f"{isbn(1)}.pdf")
    book = delivery_to_book(delivery=delivery, by=librarian)
    assert (book.title, book.sha256, book.publisher_name) == ("Kopi Lereng Ijen", delivery.file.sha256, order.publisher.name)
    assert delivery_to_book(delivery=delivery, by=librarian) == book
    assert Book.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name"), [(PDF, "naskah.pdf"), (epub_bytes(isbn=isbn(1)), "b.epub")], ids=["unmatched", "epub"]
)
def test_what_is_not_matched_or_no_pdf_becomes_no_book(deliver, librarian, content, name):
    delivery = deliver(sent_order("Kopi Lereng Ijen"), content, name)
    with pytest.raises(NotForReading):
        delivery_to_book(delivery=delivery, by=librarian)


def test_a_file_that_two_orders_share_is_looked_into_once(deliver, monkeypatch):
    first = deliver(sent_order("Kopi Lereng Ijen"), name=f"{isbn(1)}.pdf")

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("looked into again")

    monkeypatch.setattr("core.sandbox.parent.run", never)
    second = deliver(sent_order("Kopi Lereng Ijen"), name=f"{isbn(1)}.pdf")
    assert (first.file, second.state) == (second.file, State.MATCHED)
    assert DeliveredFile.objects.count() == 1
