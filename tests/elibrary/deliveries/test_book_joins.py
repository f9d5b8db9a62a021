"""A file that was ordered becomes a book: one description for both, and whoever wished for it hears of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.messages.models import Notification
from elibrary.books.models import Book
from elibrary.books.services.books import book_publish, book_withdraw
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_book, record_for_offer
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.services.book_joins import Embargoed, lines_of
from elibrary.deliveries.services.deliveries import delivery_match, delivery_to_book
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_make, wish_ordered
from tests.factories.delivery import delivered, line_of, sent_order
from tests.factories.elibrary import BookFactory, pdf_bytes
from tests.factories.lms import UserFactory

pytestmark = pytest.mark.django_db
PDF = pdf_bytes("Kopi dari lereng Ijen.", title="Kopi")


@pytest.fixture
def wished(librarian):
    """An ordered line that two people wait for."""
    line = sent_order("Kopi Lereng Ijen").lines.get()
    for person in UserFactory.create_batch(2):
        wish_ordered(wish=wish_make(by=person, title="Kopi", offer=line.offer), line=line, by=librarian)
    return line


def came(line, librarian, content: bytes = PDF) -> Delivery:
    return delivery_match(delivery=delivered(line.order, content), line=line, by=librarian)


def states() -> set[str]:
    return set(Wish.objects.values_list("state", flat=True))


def told() -> int:
    return Notification.objects.filter(subject__contains="sudah tersedia").count()


def test_a_delivered_file_becomes_a_book_and_those_who_wished_are_told_when_it_is_public(wished, librarian, run_jobs):
    delivery = came(wished, librarian)
    assert states() == {"ordered"}
    book = delivery_to_book(delivery=delivery, by=librarian)
    record = BibliographicRecord.objects.get()
    assert (record.book, record.offer) == (book, wished.offer)
    assert list(lines_of(book)) == [wished]
    run_jobs()
    assert (states(), told()) == ({"ordered"}, 0)
    for _ in range(2):
        book_publish(by=librarian, book=book)
    assert (states(), told()) == ({"available"}, 2)
    book_withdraw(by=librarian, book=book)
    book_publish(by=librarian, book=book)
    assert told() == 2


def test_a_second_tap_makes_neither_a_second_book_nor_a_second_description(wished, librarian):
    delivery = came(wished, librarian)
    for _ in range(2):
        delivery_to_book(delivery=delivery, by=librarian)
    assert (Book.objects.count(), BibliographicRecord.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="elibrary.bibliographic.joined").count() == 1


def test_a_file_that_is_public_already_is_there_for_whoever_wished_at_once(wished, librarian):
    delivery = came(wished, librarian)
    BookFactory(sha256=delivery.file.sha256)
    delivery_to_book(delivery=delivery, by=librarian)
    assert states() == {"available"}


def test_what_is_ordered_once_more_is_there_as_soon_as_it_comes(wished, librarian):
    record = record_for_offer(offer=wished.offer, by=librarian)
    record.book = BookFactory()
    record.save()
    orders.line_deliver(line=wished, by=librarian)
    assert states() == {"available"}


def test_a_book_that_was_described_first_takes_the_offer_in(wished, librarian):
    delivery = came(wished, librarian)
    record = record_for_book(book=BookFactory(sha256=delivery.file.sha256, state="ready"), by=librarian)
    delivery_to_book(delivery=delivery, by=librarian)
    record.refresh_from_db()
    assert (BibliographicRecord.objects.get(), record.offer) == (record, wished.offer)


def test_two_descriptions_stay_as_staff_wrote_them_and_readers_are_told_all_the_same(wished, librarian):
    delivery = came(wished, librarian)
    book = BookFactory(sha256=delivery.file.sha256, state="ready")
    apart = [record_for_book(book=book, by=librarian), record_for_offer(offer=wished.offer, by=librarian)]
    delivery_to_book(delivery=delivery, by=librarian)
    assert [(one.offer_id, one.book_id) for one in BibliographicRecord.objects.order_by("pk")] == [
        (one.offer_id, one.book_id) for one in apart
    ]
    book_publish(by=librarian, book=book)
    assert states() == {"available"}


def test_a_book_that_nobody_ordered_tells_nobody(wished, librarian):
    book_publish(by=librarian, book=BookFactory(state="ready"))
    assert states() == {"ordered"}


def test_another_edition_on_a_platform_outside_waits_for_no_file(wished, librarian):
    other = line_of(wished.order, "Kopi di KUBUKU", route="external", licence="external", external_url="https://k.example/1")
    wish_ordered(wish=wish_make(by=UserFactory(), title="Kopi", offer=other.offer), line=other, by=librarian)
    orders.line_deliver(line=other, by=librarian)
    assert states() == {"ordered", "available"}


def test_the_book_says_by_which_order_it_came(client, wished, librarian, no_second_factor):
    book = delivery_to_book(delivery=came(wished, librarian), by=librarian)
    client.force_login(librarian)
    page = client.get(reverse("buku:inspect", args=[book.pk])).text
    assert reverse("pesanan:inspect", args=[Order.objects.get().pk]) in page


# --- not before its day


def embargoed(librarian, until, **order) -> Book:
    """A delivered file that may be published, but by its order not before ``until``."""
    line = line_of(sent_order("Lain"), "Kopi", embargo_until=until)
    delivery = came(line, librarian)
    book = BookFactory(sha256=delivery.file.sha256, state="ready")
    delivery_to_book(delivery=delivery, by=librarian)
    Order.objects.filter(pk=line.order_id).update(**order)
    return book


def test_a_book_is_not_published_before_the_day_that_its_order_names(librarian):
    today = timezone.localdate()
    book = embargoed(librarian, today + timedelta(days=1))
    with pytest.raises(Embargoed) as refusal:
        book_publish(by=librarian, book=book)
    assert refusal.value.until == today + timedelta(days=1)
    book.refresh_from_db()
    assert book.state == Book.State.READY
    OrderLine.objects.update(embargo_until=today)
    assert book_publish(by=librarian, book=book).is_published


@pytest.mark.parametrize(
    ("order", "is_held"),
    [({"state": "closed"}, True), ({"state": "cancelled"}, False), ({"state": "draft"}, False)],
    ids=["closed", "cancelled", "not agreed yet"],
)
def test_only_an_order_that_was_agreed_holds_a_book_back(order, is_held, librarian):
    book = embargoed(librarian, timezone.localdate() + timedelta(days=30), **order)
    if is_held:
        with pytest.raises(Embargoed):
            book_publish(by=librarian, book=book)
    else:
        assert book_publish(by=librarian, book=book).is_published


def test_who_publishes_too_early_reads_from_which_day_on_they_may(client, librarian, no_second_factor):
    client.force_login(librarian)
    book = embargoed(librarian, date(2999, 12, 1))
    assert "tidak dibuka sebelum 1 Desember 2999" in client.get(reverse("buku:inspect", args=[book.pk])).text
    answer = client.post(reverse("buku:step", kwargs={"step": "publish", "pk": book.pk}), follow=True)
    assert "Menurut pesanannya, buku ini tidak dibuka sebelum 1 Desember 2999." in answer.text
    assert not Book.objects.get(pk=book.pk).is_published
