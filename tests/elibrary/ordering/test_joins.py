"""Between offer, order and register: the button on an offer, a gift in few presses, numbers for what has come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from core.audit.models import AuditEntry
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import NotDelivered, accession_withdraw, accessions_for_line
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add
from elibrary.ordering.services.orders import offer_order
from tests.factories.catalogue import PublisherFactory
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer, draft_order, order_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
DESK, OFFERS = "/admin/pesanan/", "/admin/penawaran/"


@pytest.fixture
def librarian(db):
    BudgetFactory(year=localdate().year)
    return buyer()


@pytest.fixture
def analyst(db):
    return approver()


def line_in(librarian, analyst, **terms):
    """The only line of an order that has come."""
    order = draft_order(by=librarian, lines=0)
    offer = OfferFactory(publisher=order.publisher, price_idr=100_000, isbn13="9786020332956")
    line_add(order=order, offer=offer, by=librarian, **terms)
    orders.order_submit(order=order, by=librarian)
    orders.order_approve(order=order, by=analyst)
    orders.order_send(order=order, by=librarian)
    return orders.line_deliver(line=order.lines.get(), by=librarian)


@pytest.mark.parametrize(
    ("terms", "form", "source", "price"),
    [
        ({"copies": 3, "discount_percent": 10}, "licence", "purchase", 90_000),
        ({"copies": 2, "unit_price_idr": 0}, "licence", "gift", 0),
        ({"licence": "open", "unit_price_idr": 0}, "licence", "open", 0),
        ({"route": "print", "copies": 2}, "copy", "purchase", 100_000),
    ],
    ids=["bought", "given", "open access", "printed"],
)
def test_each_copy_that_came_gets_a_number_with_what_the_order_says(librarian, analyst, terms, form, source, price):
    line = line_in(librarian, analyst, **terms)
    items = accessions_for_line(line=line, by=librarian)
    assert len(items) == terms.get("copies", 1)
    assert {(one.form, one.source, one.price_idr, one.received_on) for one in items} == {(form, source, price, localdate())}
    assert [one.line_copy for one in line.accessions.order_by("pk")] == list(range(1, len(items) + 1))
    record = BibliographicRecord.objects.get()
    assert (record.offer, record.accessions.count()) == (line.offer, len(items))


def test_a_copy_keeps_its_number_however_often_it_is_asked_for(librarian, analyst):
    line = line_in(librarian, analyst, copies=2)
    first, _ = accessions_for_line(line=line, by=librarian)
    accession_withdraw(accession=first, reason="Lisensi berakhir.", by=librarian)
    assert accessions_for_line(line=line, by=librarian) == []
    assert AuditEntry.objects.filter(action="elibrary.accession.assigned").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Accession.objects.create(record=first.record, number="lain", order_line=line, line_copy=1)


def test_what_has_not_come_gets_no_number(librarian):
    with pytest.raises(NotDelivered):
        accessions_for_line(line=draft_order(by=librarian).lines.first(), by=librarian)


def test_numbers_are_given_from_the_orders_page_with_one_press(librarian_client, librarian, analyst):
    line = line_in(librarian, analyst, copies=3)
    page, button = f"{DESK}inspect/{line.order_id}/", f"{DESK}baris/{line.order_id}/{line.pk}/nomor-induk/"
    assert button in librarian_client.get(page).text
    first = librarian_client.post(button, follow=True).text
    assert f"00001/PSJ/{localdate().year} sampai 00003/PSJ/{localdate().year}" in first
    assert button not in first
    assert "tidak ada yang ditambahkan" in librarian_client.post(button, follow=True).text
    assert Accession.objects.count() == 3


def test_an_order_page_with_numbers_costs_the_same_however_long(librarian_client, librarian, analyst, queries):
    orders_made = [order_in("delivered", by=librarian, approved_by=analyst, lines=lines) for lines in (1, 8)]
    costs = []
    for order in orders_made:
        for line in order.lines.all():
            accessions_for_line(line=line, by=librarian)
        with queries:
            librarian_client.get(f"{DESK}inspect/{order.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_an_offer_goes_on_a_new_draft_once(librarian_client, librarian):
    offer = OfferFactory(title="Kopi Ijen")
    page = f"{OFFERS}pesan/{offer.pk}/"
    assert page in librarian_client.get(f"{OFFERS}inspect/{offer.pk}/").text
    assert "Kopi Ijen" in librarian_client.get(page).text
    assert "Tulis perihal" in librarian_client.post(page, {"order": "", "subject": " "}).text
    for _ in range(2):  # a double tap
        answer = librarian_client.post(page, {"order": "", "subject": "Buku kopi"})
    order = Order.objects.get()
    assert answer["Location"] == f"{DESK}inspect/{order.pk}/"
    assert (order.subject, order.lines.get().offer, order.total_idr) == ("Buku kopi", offer, 75_000)


def test_an_offer_goes_on_the_draft_that_was_chosen_free_of_charge_if_said(librarian_client, librarian, analyst):
    order = draft_order(by=librarian, lines=1)
    offer = OfferFactory(publisher=order.publisher)
    page = f"{OFFERS}pesan/{offer.pk}/"
    assert order.number in librarian_client.get(page).text
    for _ in range(2):
        librarian_client.post(page, {"order": order.pk, "is_free": "on"})
    assert list(order.lines.filter(offer=offer).values_list("unit_price_idr", flat=True)) == [0]
    for refused in (order_in("submitted", by=librarian, approved_by=analyst), draft_order(by=librarian)):
        answer = librarian_client.post(page, {"order": refused.pk})
        assert answer.context["form"].errors["order"] == ["Pesanan itu bukan konsep lagi. Pilih yang lain."]


def test_a_withdrawn_offer_is_not_ordered(librarian_client, librarian):
    offer = OfferFactory(is_withdrawn=True)
    assert f"{OFFERS}pesan/" not in librarian_client.get(f"{OFFERS}inspect/{offer.pk}/").text
    assert "sudah ditarik" in librarian_client.post(f"{OFFERS}pesan/{offer.pk}/", {"order": "", "subject": "Kopi"}).text
    assert not Order.objects.exists()


def test_an_analyst_looks_at_offers_and_orders_none(client, analyst):
    offer = OfferFactory(title="Kopi Ijen")
    client.force_login(analyst)
    assert "Kopi Ijen" in client.get(OFFERS).text
    page = client.get(f"{OFFERS}inspect/{offer.pk}/").text
    assert f"{OFFERS}pesan/" not in page
    assert f"{OFFERS}edit/" not in page


def test_a_gift_of_three_titles_takes_six_presses(client, librarian, analyst):
    """From nothing to delivered: create, choose, submit, approve, send, all has come."""
    publisher = PublisherFactory()
    offers = OfferFactory.create_batch(3, publisher=publisher)
    client.force_login(librarian)
    client.post(f"{DESK}new/", {"publisher": publisher.pk, "subject": "Hibah", "budget": "", "note": ""})
    order = Order.objects.get()
    chosen = {"pilih": [one.pk for one in offers], "lisensi": "perpetual", "tanpa-biaya": "1"}
    client.post(f"{DESK}judul/{order.pk}/", chosen)
    client.post(f"{DESK}langkah/{order.pk}/submit/")
    client.force_login(analyst)
    client.post(f"{DESK}langkah/{order.pk}/approve/")
    client.force_login(librarian)
    client.post(f"{DESK}langkah/{order.pk}/send/")
    assert "Semua sudah diterima" in client.get(f"{DESK}inspect/{order.pk}/").text
    client.post(f"{DESK}terima/{order.pk}/")
    order.refresh_from_db()
    assert (order.state, order.total_idr) == ("delivered", 0)
    assert "memang sudah diterima" in client.post(f"{DESK}terima/{order.pk}/", follow=True).text


def test_all_has_come_or_nothing(librarian, analyst):
    order = order_in("sent", by=librarian, approved_by=analyst)
    line = order.lines.last()
    type(line).objects.filter(pk=line.pk).update(route="external", licence="external")
    with pytest.raises(StepRefused, match="Isi dulu alamat"):
        orders.order_deliver(order=order, by=librarian)
    assert not order.lines.filter(delivered_at__isnull=False).exists()


def test_a_draft_has_not_come(librarian):
    with pytest.raises(StepRefused):
        orders.order_deliver(order=draft_order(by=librarian), by=librarian)


def at_once(work, times: int = 6) -> list:
    def run(_):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_number_each_copy_once():
    BudgetFactory(year=localdate().year)
    librarian = buyer()
    line = line_in(librarian, approver(), copies=4)
    given = at_once(lambda: len(accessions_for_line(line=line, by=librarian)))
    assert sorted(given) == [0] * 5 + [4]
    assert sorted(line.accessions.values_list("line_copy", flat=True)) == [1, 2, 3, 4]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_many_taps_at_once_make_one_draft_with_one_line():
    BudgetFactory(year=localdate().year)
    librarian, offer = buyer(), OfferFactory()
    made = at_once(lambda: offer_order(offer=offer, by=librarian, subject="Kopi"))
    assert sorted(is_new for _, is_new in made) == [False] * 5 + [True]
    assert Order.objects.get().lines.count() == 1
