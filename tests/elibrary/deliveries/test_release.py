"""A file that was matched to the wrong line is taken off it: what goes back, what stays, and when it can't."""

import pytest

from core.audit.models import AuditEntry
from elibrary.books.models import Book
from elibrary.books.services.books import book_publish, book_withdraw
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accessions_for_line
from elibrary.cataloguing.services.bibliographic import record_for_book
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.services.deliveries import (
    NotForReading,
    WrongState,
    delivery_match,
    delivery_refuse,
    delivery_settle,
    delivery_to_book,
)
from elibrary.deliveries.services.release import NotReleased, delivery_release
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_make, wish_ordered
from tests.factories.catalogue import isbn
from tests.factories.cataloguing import BibliographicFactory
from tests.factories.delivery import delivered, line_of, send, sent_order, token_for
from tests.factories.elibrary import BookFactory, pdf_bytes
from tests.factories.lms import UserFactory

pytestmark = pytest.mark.django_db
PDF = pdf_bytes("Isi", title="Tanpa judul")
REASON = "Isinya jilid 2."
State = Delivery.State


def matched(order: Order, by, content: bytes = PDF, at: int = 0) -> Delivery:
    return delivery_match(delivery=delivered(order, content), line=order.lines.order_by("pk")[at], by=by)


def release(delivery: Delivery, by, **asked) -> Delivery:
    told = {"line": delivery.line, "reason": REASON, **asked}
    return delivery_release(delivery=delivery, by=by, **told)


def states(order: Order) -> tuple[str, list[bool]]:
    order.refresh_from_db()
    return order.state, [line.delivered_at is not None for line in order.lines.order_by("pk")]


def test_the_only_file_goes_and_the_order_is_sent_again(librarian):
    order = sent_order("Kopi", "Teh")
    delivery = release(matched(order, librarian), librarian)
    assert states(order) == ("sent", [False, False])
    assert (delivery.state, delivery.line, delivery.matched_how) == (State.UNMATCHED, None, "")
    assert REASON in delivery.problem
    assert [(step.to_state, step.actor) for step in order.steps.all()] == [("partly", librarian), ("sent", librarian)]


def test_one_of_several_goes_and_the_order_is_partly_delivered(librarian):
    order = sent_order("Kopi", "Teh")
    matched(order, librarian, b"%PDF-a", at=0)
    wrong = matched(order, librarian, b"%PDF-b", at=1)
    assert states(order)[0] == "delivered"
    release(wrong, librarian)
    assert states(order) == ("partly", [True, False])
    assert "Teh" in order.steps.last().note
    orders.line_deliver(line=order.lines.last(), by=librarian)
    assert states(order) == ("delivered", [True, True])


def test_a_line_that_another_file_fills_has_still_come(librarian):
    order = sent_order("Kopi")
    files = [matched(order, librarian, content) for content in (b"%PDF-a", b"%PDF-b")]
    release(files[0], librarian)
    assert states(order) == ("delivered", [True])
    release(files[1], librarian)
    assert states(order) == ("sent", [False])


def test_every_licence_of_the_title_is_waited_for_again(librarian):
    order = sent_order("Kopi")
    first = order.lines.get()
    OrderLine.objects.create(order=order, offer=first.offer, title=first.title, licence="subscription", unit_price_idr=0)
    delivery = matched(order, librarian)
    assert states(order) == ("delivered", [True, True])
    release(delivery, librarian)
    assert states(order) == ("sent", [False, False])


def test_what_staff_noted_as_received_themselves_stays(librarian):
    order = sent_order("Kopi", "Teh")
    orders.line_deliver(line=order.lines.first(), by=librarian)
    release(matched(order, librarian), librarian)
    assert states(order) == ("partly", [True, False])


def test_the_audit_names_lines_and_repeats_no_word_of_staff(librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    line = order.lines.get()
    release(delivery, librarian, reason="Kata Siti keliru.")
    entry = AuditEntry.objects.get(action="elibrary.delivery.released")
    assert (entry.before["line"], entry.after["lines_waiting"]) == (line.pk, [line.pk])
    assert "Siti" not in f"{entry.before}{entry.after}"
    assert AuditEntry.objects.filter(action="elibrary.order_line.taken_back").count() == 1
    assert delivery.releases.get().reason == "Kata Siti keliru."


def test_a_second_press_changes_nothing_and_leaves_the_next_match_alone(librarian):
    order = sent_order("Kopi", "Teh")
    delivery = matched(order, librarian)
    wrong, right = order.lines.order_by("pk")
    release(delivery, librarian, line=wrong)
    entries = AuditEntry.objects.count()
    release(delivery, librarian, line=wrong)
    assert AuditEntry.objects.count() == entries
    delivery_match(delivery=delivery, line=right, by=librarian)
    with pytest.raises(WrongState):
        release(delivery, librarian, line=wrong)
    assert states(order) == ("partly", [False, True])


@pytest.mark.parametrize("state", ["unmatched", "refused", "received"])
def test_a_file_on_no_line_is_not_taken_off_one(librarian, state):
    order = sent_order("Kopi")
    with pytest.raises(WrongState):
        release(delivered(order, state=state), librarian, line=order.lines.get())


def test_without_a_reason_it_stays(librarian):
    order = sent_order("Kopi")
    with pytest.raises(NotReleased, match="alasan"):
        release(matched(order, librarian), librarian, reason=" ")
    assert states(order) == ("delivered", [True])


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_a_closed_order_does_not_change_and_says_what_to_do_instead(librarian, state):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    Order.objects.filter(pk=order.pk).update(state=state)
    with pytest.raises(NotReleased, match="unggah berkas yang benar lewat Perpustakaan"):
        release(delivery, librarian)
    assert states(order) == (state, [True])


def test_a_public_book_is_withdrawn_first_and_those_who_were_told_wait_again(librarian, run_jobs):
    order = sent_order("Kopi")
    line = order.lines.get()
    wish_ordered(wish=wish_make(by=UserFactory(), title="Kopi", offer=line.offer), line=line, by=librarian)
    delivery = matched(order, librarian)
    book = delivery_to_book(delivery=delivery, by=librarian)
    run_jobs()
    book_publish(by=librarian, book=book)
    with pytest.raises(NotReleased, match="Tarik dulu bukunya dari pembaca"):
        release(delivery, librarian)
    assert Wish.objects.get().state == "available"
    book_withdraw(by=librarian, book=book)
    release(delivery, librarian)
    record = BibliographicRecord.objects.get()
    assert (record.offer, record.book, Wish.objects.get().state) == (line.offer, None, "ordered")
    book_publish(by=librarian, book=book)
    assert Wish.objects.get().state == "ordered"


@pytest.mark.parametrize("state", ["checking", "ready", "refused", "withdrawn"])
def test_a_book_that_is_not_public_is_no_longer_described_as_this_title_and_can_be_another(librarian, state):
    order = sent_order("Kopi", "Teh")
    delivery = matched(order, librarian)
    wrong, right = order.lines.order_by("pk")
    book = delivery_to_book(delivery=delivery, by=librarian)
    Book.objects.filter(pk=book.pk).update(state=state, problem="Rusak." if state == "refused" else "")
    release(delivery, librarian)
    delivery = delivery_match(delivery=delivery, line=right, by=librarian)
    assert delivery_to_book(delivery=delivery, by=librarian) == book
    joined = dict(BibliographicRecord.objects.values_list("offer", "book"))
    assert joined == {wrong.offer_id: None, right.offer_id: book.pk}


def test_a_book_that_was_described_before_keeps_its_description(librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    record = record_for_book(book=BookFactory(sha256=delivery.file.sha256, state="ready"), by=librarian)
    book = delivery_to_book(delivery=delivery, by=librarian)
    release(delivery, librarian)
    record.refresh_from_db()
    assert (record.book, record.offer) == (book, None)


def test_a_public_book_of_another_title_is_left_alone(librarian):
    """The right title has had this very file for long: taking it off the wrong line touches no reader."""
    order = sent_order("Kopi", "Teh")
    delivery = matched(order, librarian)
    right = order.lines.last()
    book = BookFactory(sha256=delivery.file.sha256)
    record = BibliographicFactory(offer=right.offer, book=book)
    release(delivery, librarian)
    record.refresh_from_db()
    assert (record.book, record.offer) == (book, right.offer)


def test_the_same_file_in_another_order_of_the_title_keeps_the_description(librarian):
    order = sent_order("Kopi")
    line, other = order.lines.get(), sent_order("Lain", publisher=order.publisher)
    again = OrderLine.objects.create(order=other, offer=line.offer, title=line.title, unit_price_idr=0)
    delivery = matched(order, librarian)
    book = delivery_to_book(delivery=delivery, by=librarian)
    twin = Delivery.objects.create(order=other, file=delivery.file, name="a.pdf", state="unmatched", problem="?")
    delivery_match(delivery=twin, line=again, by=librarian)
    release(delivery, librarian)
    assert BibliographicRecord.objects.get(offer=line.offer).book == book


def test_accession_numbers_stay_with_their_copies(librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    numbers = accessions_for_line(line=order.lines.get(), by=librarian)
    release(delivery, librarian)
    delivery_match(delivery=delivery, line=order.lines.get(), by=librarian)
    assert accessions_for_line(line=order.lines.get(), by=librarian) == []
    assert list(order.lines.get().accessions.all()) == numbers


def test_the_machine_never_makes_that_match_again_in_this_order_or_another(client, run_jobs, librarian):
    order = sent_order("Kopi Lereng Ijen")
    token = token_for(order)
    send(client, token, PDF, f"{isbn(1)}.pdf")
    run_jobs()
    delivery = release(Delivery.objects.get(), librarian)
    send(client, token, PDF, f"{isbn(1)}-lagi.pdf")
    run_jobs()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.other_names, delivery.settled_by) == ("unmatched", [f"{isbn(1)}-lagi.pdf"], librarian)
    assert REASON in delivery.problem
    other = sent_order("Lain", publisher=order.publisher)
    other.lines.update(offer=order.lines.get().offer)
    twin = Delivery.objects.create(order=other, file=delivery.file, name=f"{isbn(1)}.pdf", state=State.INSPECTED)
    assert delivery_settle(delivery=twin).state == "unmatched"
    assert "pernah melepas" in Delivery.objects.get(pk=twin.pk).problem


def test_a_new_name_may_lead_the_machine_to_the_right_line(librarian):
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun Wonosari")
    delivery = release(matched(order, librarian), librarian)
    Delivery.objects.filter(pk=delivery.pk).update(other_names=[f"{isbn(2)}.pdf"])
    assert delivery_settle(delivery=delivery).line == order.lines.last()


def test_it_can_be_matched_to_the_same_line_again_by_hand_or_refused(librarian):
    order = sent_order("Kopi")
    delivery = release(matched(order, librarian), librarian)
    assert delivery_match(delivery=delivery, line=order.lines.get(), by=librarian).state == "matched"
    delivery = release(Delivery.objects.get(), librarian)
    assert delivery_refuse(delivery=delivery, reason="Salah buku.", by=librarian).state == "refused"


def test_a_file_taken_off_while_its_book_is_kept_is_not_joined(librarian, monkeypatch):
    from elibrary.deliveries.services import deliveries

    order = sent_order("Kopi")
    delivery, keep = matched(order, librarian), deliveries.book_create

    def keep_meanwhile(**told):
        book = keep(**told)
        release(delivery, librarian)
        return book

    monkeypatch.setattr(deliveries, "book_create", keep_meanwhile)
    with pytest.raises(NotForReading, match="baru saja dilepas"):
        delivery_to_book(delivery=delivery, by=librarian)
    assert not BibliographicRecord.objects.filter(book__isnull=False).exists()


def test_a_print_line_of_the_title_was_never_the_files(librarian):
    order = sent_order("Kopi")
    line = order.lines.get()
    printed = line_of(order, "Kopi cetak", route="print")
    OrderLine.objects.filter(pk=printed.pk).update(offer=line.offer, licence="subscription")
    orders.line_deliver(line=printed, by=librarian)
    release(matched(order, librarian), librarian)
    assert states(order) == ("partly", [False, True])
