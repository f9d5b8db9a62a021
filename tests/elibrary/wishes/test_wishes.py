"""A reader wishes for a book, staff decide, the reader hears of it."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.audit.models import AuditEntry
from core.messages.models import Notification
from core.messages.services import set_opt_out
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_remove
from elibrary.wishes.models import Wish
from elibrary.wishes.personal_data import WishData
from elibrary.wishes.services.orders import wish_match, wishes_order
from elibrary.wishes.services.wishes import (
    MOST_OPEN,
    AlreadyDecided,
    AnswerMissing,
    TooManyWishes,
    wish_available,
    wish_decline,
    wish_make,
    wishes_awaited,
    wishes_fulfilled,
)
from tests.factories.lms import ProfileFactory, UserFactory
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer

pytestmark = pytest.mark.django_db
NEW = "/perpustakaan/usulan/baru/"
LIST = "/perpustakaan/usulan/"


@pytest.fixture
def reader(db):
    return ProfileFactory().user


@pytest.fixture
def phone(client, reader):
    client.force_login(reader)
    return client


def answers(**changes):
    return {"token": str(uuid.uuid4()), "judul": "Kopi Ijen", "pengarang": "", "isbn": "", "alasan": "", **changes}


def wish(by, **changes):
    return wish_make(by=by, **{"title": "Kopi Ijen", **changes})


def test_a_reader_asks_for_a_book_and_sees_it_on_the_own_list(phone, reader):
    assert "Anda belum mengusulkan buku" in phone.get(LIST).text
    answer = phone.post(NEW, answers(isbn="978-602-00-0001-5", alasan="Untuk kelas kopi."))
    assert answer["Location"] == LIST
    page = phone.get(LIST).text
    assert "Kopi Ijen" in page
    assert "Menunggu keputusan" in page
    kept = Wish.objects.get()
    assert (kept.asked_by, kept.isbn13, kept.origin, kept.state) == (reader, "9786020000015", "reader", "open")
    assert "Untuk kelas kopi" not in str(AuditEntry.objects.values_list("after", flat=True))


def test_a_double_tap_is_one_wish(phone):
    once = answers()
    for _ in range(2):
        assert phone.post(NEW, once)["Location"] == LIST
    assert Wish.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"judul": ""}, "Tulis judul bukunya.", id="no-title"),
        pytest.param(
            {"isbn": "978-602-00-0001-6"}, "Angka terakhir ISBN 9786020000016 tidak cocok.", id="wrong-check-digit"
        ),
        pytest.param({"token": "x"}, "rusak di jalan", id="broken-form"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(changes, sentence, phone):
    answer = phone.post(NEW, answers(alasan="Supaya laku.", **changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Supaya laku." in answer.text
    assert "<title>Kesalahan:" in answer.text


def test_a_person_waits_for_a_few_at_a_time(phone, reader):
    made = [wish(reader, title=f"Buku {n}") for n in range(MOST_OPEN)]
    assert f"Sudah {MOST_OPEN} usulan" in phone.post(NEW, answers()).text
    wish_decline(wish=made[0], answer="Sudah tidak terbit.", by=buyer())
    assert phone.post(NEW, answers()).status_code == 302


def test_a_wish_is_taken_back_by_its_asker_alone(phone, reader):
    mine, other = wish(reader), wish(UserFactory())
    assert phone.get(f"{LIST}{other.pk}/tarik/").status_code == 404
    assert phone.post(f"{LIST}{other.pk}/tarik/").status_code == 404
    assert "Kopi Ijen" in phone.get(f"{LIST}{mine.pk}/tarik/").text
    phone.post(f"{LIST}{mine.pk}/tarik/")
    assert list(Wish.objects.all()) == [other]


def test_a_decided_wish_is_not_taken_back(phone, reader):
    mine = wish(reader)
    wish_decline(wish=mine, answer="Tidak terbit.", by=buyer())
    assert "sudah diputuskan" in phone.post(f"{LIST}{mine.pk}/tarik/", follow=True).text
    assert Wish.objects.exists()


def test_the_list_costs_the_same_however_long(phone, reader, queries):
    def cost():
        with queries:
            phone.get(LIST)
        return len(queries)

    wish(reader)
    phone.get(LIST)
    first = cost()
    for number in range(3):
        wish(reader, title=f"Buku {number}")
    assert cost() == first


def test_declining_needs_an_answer_and_tells_it(reader, run_jobs):
    asked, librarian = wish(reader), buyer()
    with pytest.raises(AnswerMissing):
        wish_decline(wish=asked, answer=" ", by=librarian)
    wish_decline(wish=asked, answer="Edisi ini sudah tidak dicetak.", by=librarian)
    run_jobs()
    (message,) = mail.outbox
    assert message.to == [reader.email]
    assert "Edisi ini sudah tidak dicetak." in message.body
    with pytest.raises(AlreadyDecided):
        wish_decline(wish=asked, answer="Lagi.", by=librarian)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.update(answer="")


def test_who_has_switched_it_off_is_not_written_to(reader):
    set_opt_out(user=reader, category="usulan-buku", opted_out=True)
    wish_decline(wish=wish(reader), answer="Tidak terbit.", by=buyer())
    assert Notification.objects.get().state == "opted_out"


def test_wishes_become_lines_of_one_draft_a_publisher(reader):
    librarian, year = buyer(), timezone.localdate().year
    BudgetFactory(year=year)
    kopi = OfferFactory(title="Kopi Ijen")
    batik = OfferFactory(publisher=kopi.publisher)
    elsewhere = OfferFactory()
    wishes = [wish(reader), wish(UserFactory(), offer=kopi), wish(reader, offer=batik), wish(reader, offer=elsewhere)]
    gone = wish(UserFactory(), offer=OfferFactory(is_withdrawn=True))
    vague = wish(UserFactory(), title="Entah apa")
    wish_match(wish=wishes[0], offer=kopi, by=librarian)
    done = wishes_order(wishes=[*wishes, gone, vague], by=librarian)
    assert {order.publisher: order.lines.count() for order in done.orders} == {kopi.publisher: 2, elsewhere.publisher: 1}
    assert {left.pk for left, _ in done.left} == {gone.pk, vague.pk}
    assert Wish.objects.filter(state="ordered", line__isnull=False).count() == 4
    again = wishes_order(wishes=wishes, by=librarian)
    assert (again.orders, len(again.left)) == ([], 4)
    assert Order.objects.count() == 2


def test_a_wish_waits_again_when_its_line_or_order_is_given_up_and_is_fulfilled_when_it_comes(reader):
    librarian, analyst = buyer(), approver()
    BudgetFactory(year=timezone.localdate().year)
    asked = wish(reader, offer=OfferFactory(carrier="print"))

    def ordered():
        (order,) = wishes_order(wishes=[asked], by=librarian).orders
        asked.refresh_from_db()
        return order

    def state():
        asked.refresh_from_db()
        return asked.state

    order = ordered()
    line_remove(line=order.lines.get(), by=librarian)
    assert state() == "open"
    ordered()
    orders.order_cancel(order=order, by=librarian, note="Tidak jadi.")
    assert state() == "open"
    order = ordered()
    orders.order_submit(order=order, by=librarian)
    orders.order_approve(order=order, by=analyst)
    orders.order_send(order=order, by=librarian)
    assert state() == "ordered"
    orders.line_deliver(line=order.lines.get(), by=librarian)
    assert state() == "available"
    with pytest.raises(AlreadyDecided):
        wish_available(wish=asked, by=librarian)


def test_a_reader_waits_again_only_when_told_since_the_given_moment(reader):
    librarian, offer = buyer(), OfferFactory()
    BudgetFactory(year=timezone.localdate().year)
    since = timezone.now()
    told_before, told_at = (wish(person, offer=offer) for person in (reader, UserFactory()))
    wishes_order(wishes=[told_before, told_at], by=librarian)
    wishes_fulfilled(line=OrderLine.objects.get(), by=librarian)
    for one, moment in ((told_before, since - timedelta(microseconds=1)), (told_at, since)):
        Wish.objects.filter(pk=one.pk).update(decided_at=moment)
    wishes_awaited(lines=OrderLine.objects.all(), since=since, by=librarian)
    assert dict(Wish.objects.values_list("pk", "state")) == {told_before.pk: "available", told_at.pk: "ordered"}
    assert AuditEntry.objects.get(action="elibrary.wish.awaited").subject_id == str(told_at.pk)


def test_the_person_sees_copies_and_is_forgotten(reader):
    asked = wish(reader, reason="Usaha saya di Batu.")
    data = WishData()
    assert data.facts(reader) == [("Usulan buku", "1 judul")]
    assert data.export(reader)[0]["alasan"] == "Usaha saya di Batu."
    data.erase(reader)
    asked.refresh_from_db()
    assert (asked.asked_by, asked.reason, asked.title) == (None, "", "Kopi Ijen")
    assert data.facts(reader) == []


def test_a_wish_needs_a_title(reader):
    with pytest.raises(ValidationError):
        wish(reader, title="")


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_wishes_sent_at_once_count_each_other():
    person = UserFactory()

    def work(number):
        try:
            wish(person, title=f"Buku {number}")
            return "done"
        except TooManyWishes:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(work, range(MOST_OPEN + 3)))
    assert outcomes == ["done"] * MOST_OPEN + ["refused"] * 3
