"""A line of an order says what its offer says: a price only where one is known."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from elibrary.catalogue.services.offers import offer_correct
from elibrary.formats.records import Price, Supply, Territory, UsageConstraint
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add, line_change, line_remove
from elibrary.ordering.services.orders import offer_order
from elibrary.wishes.services.orders import wishes_order
from elibrary.wishes.services.wishes import wish_make
from tests.factories.catalogue import KOPI, PublisherFactory
from tests.factories.lms import UserFactory
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer, draft_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def librarian(db):
    BudgetFactory(year=localdate().year)
    return buyer()


@pytest.fixture
def analyst(db):
    return approver()


def unpriced(**fields):
    return OfferFactory(**{"price_idr": None, "is_tax_included": None, "price_note": "USD 12", **fields})


def with_unpriced(librarian, *titles):
    """A draft with one line that costs Rp75.000 and these whose price is not known."""
    order = draft_order(by=librarian, lines=1)
    for title in titles:
        line_add(order=order, offer=unpriced(publisher=order.publisher, title=title), by=librarian)
    order.refresh_from_db()
    return order


def refused(take, **arguments):
    with pytest.raises(StepRefused) as refusal:
        take(**arguments)
    return str(refusal.value)


# --- a price that nobody knows


def test_an_order_with_a_price_that_nobody_knows_is_not_submitted_and_says_which_line(librarian):
    order = with_unpriced(librarian, "Kopi", "Teh")
    assert (order.total_idr, order.unpriced_lines) == (75_000, 2)
    assert "Harga “Kopi”, “Teh” belum diketahui." in refused(orders.order_submit, order=order, by=librarian)
    kopi, teh = order.lines.filter(unit_price_idr=None)
    line_change(line=kopi, by=librarian, unit_price_idr=190_000)
    line_change(line=teh, by=librarian, unit_price_idr=0)  # said to cost nothing
    submitted = orders.order_submit(order=order, by=librarian)
    assert (submitted.state, submitted.total_idr, submitted.unpriced_lines) == ("submitted", 265_000, 0)


def test_of_many_lines_without_a_price_the_first_are_named(librarian):
    order = with_unpriced(librarian, *(f"Judul {number}" for number in range(7)))
    assert "“Judul 4”, dan 2 judul lain belum diketahui" in refused(orders.order_submit, order=order, by=librarian)


def test_a_line_that_is_removed_asks_for_no_price(librarian):
    order = with_unpriced(librarian, "Kopi")
    line_remove(line=order.lines.get(title="Kopi"), by=librarian)
    assert orders.order_submit(order=order, by=librarian).state == "submitted"


def test_a_price_that_is_taken_back_is_not_known_any_more(librarian):
    order = draft_order(by=librarian, lines=1)
    line_change(line=order.lines.get(), by=librarian, unit_price_idr=None)
    order.refresh_from_db()
    assert (order.total_idr, order.unpriced_lines) == (0, 1)


@pytest.mark.parametrize(
    ("offered", "terms"),
    [
        pytest.param({"price_idr": 0}, {}, id="offered-for-nothing"),
        pytest.param({"price_idr": None}, {"unit_price_idr": 0}, id="said-to-be-a-gift"),
        pytest.param({"price_idr": None}, {"licence": "open"}, id="open-access"),
    ],
)
def test_what_is_said_to_cost_nothing_goes_its_way_without_a_budget(offered, terms, analyst):
    librarian = buyer()
    order = draft_order(by=librarian, lines=0)
    line_add(order=order, offer=OfferFactory(publisher=order.publisher, **offered), by=librarian, **terms)
    orders.order_submit(order=order, by=librarian)
    assert orders.order_approve(order=order, by=analyst).total_idr == 0


def test_a_wish_and_the_button_of_an_offer_don_t_make_it_free_either(librarian):
    publisher = PublisherFactory()
    wish = wish_make(by=UserFactory(), title="Kopi", offer=unpriced(publisher=publisher, title="Kopi"))
    [order] = wishes_order(wishes=[wish], by=librarian).orders
    assert "“Kopi”" in refused(orders.order_submit, order=order, by=librarian)
    other, _ = offer_order(offer=unpriced(publisher=publisher, title="Teh"), by=librarian, subject="Teh")
    assert "“Teh”" in refused(orders.order_submit, order=other, by=librarian)
    gift, _ = offer_order(offer=unpriced(title="Gula"), by=librarian, subject="Gula", is_free=True)
    assert orders.order_submit(order=gift, by=librarian).total_idr == 0


def test_the_database_lets_no_order_with_an_unknown_price_be_approved_and_none_of_its_lines_come(librarian, analyst):
    order = with_unpriced(librarian, "Kopi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        order.lines.filter(title="Kopi").update(delivered_at=timezone.now())


# --- the price of the day and its tax


def offered(*prices: Price, **fields):
    """An offer as its catalogue's record says; the columns as an import of long ago has left them."""
    record = replace(KOPI, supplies=(Supply("Distributor", "20", prices=prices),))
    return OfferFactory(**{"price_idr": 1, "is_tax_included": None, "record": record.as_json(), **fields})


def line_of(offer, librarian, **terms) -> OrderLine:
    order = draft_order(by=librarian, lines=0, publisher=offer.publisher)
    line = line_add(order=order, offer=offer, by=librarian, **terms)
    line.refresh_from_db()
    return line


def price(amount: int, **said) -> Price:
    return Price(Decimal(amount), "IDR", **said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"kind": "01", "tax_percent": Decimal(11)}, (Decimal(11), False, 111_000), id="on-top"),
        pytest.param({"kind": "02", "tax_percent": Decimal(11)}, (Decimal(11), True, 100_000), id="included"),
        pytest.param({"kind": "02"}, (Decimal(0), True, 100_000), id="included-at-a-rate-not-said"),
        pytest.param({"kind": "01", "tax_percent": Decimal(0)}, (Decimal(0), False, 100_000), id="zero-rated"),
        pytest.param({"kind": "01"}, (None, False, 100_000), id="without-tax-and-no-rate"),
        pytest.param({"kind": "01", "tax_percent": Decimal(999)}, (None, False, 100_000), id="a-rate-that-is-none"),
        pytest.param({"kind": "01", "tax_percent": Decimal("11.125")}, (Decimal("11.13"), False, 111_130), id="rounded"),
        pytest.param({}, (Decimal(0), False, 100_000), id="not-a-word"),
    ],
)
def test_the_tax_of_a_line_is_that_of_the_price_that_was_chosen(said, expected, librarian):
    line = line_of(offered(price(100_000, **said)), librarian)
    assert (line.tax_percent, line.is_tax_included, line.total_idr) == expected


def test_a_price_that_staff_corrected_is_taxed_as_the_catalogue_says(librarian):
    offer = offered(price(100_000, kind="01", tax_percent=Decimal(11)), price_idr=50_000, corrected=["price_idr"])
    assert line_of(offer, librarian).total_idr == 55_500


def test_who_orders_says_otherwise(librarian):
    line = line_of(offered(price(100_000, kind="01")), librarian, tax_percent=12, unit_price_idr=10_000)
    assert line.total_idr == 11_200


def test_a_price_that_has_begun_since_the_import_is_the_one_that_is_ordered(librarian):
    begun, later = localdate().isoformat(), (localdate() + timedelta(days=1)).isoformat()
    offer = offered(price(70_000), price(80_000, valid_from=begun), price(90_000, valid_from=later), price_idr=70_000)
    assert line_of(offer, librarian).unit_price_idr == 80_000


def test_a_price_that_has_ended_since_the_import_is_not_known_any_more(librarian):
    over = (localdate() - timedelta(days=1)).isoformat()
    line = line_of(offered(price(70_000, valid_until=over), price_idr=70_000), librarian)
    assert line.unit_price_idr is None
    assert "belum diketahui" in refused(orders.order_submit, order=line.order, by=librarian)


def test_a_price_that_staff_typed_outlasts_the_dates_of_the_catalogue(librarian):
    over = (localdate() - timedelta(days=1)).isoformat()
    offer = offered(price(70_000, valid_until=over), price_idr=65_000, corrected=["price_idr"])
    assert line_of(offer, librarian).unit_price_idr == 65_000


def test_the_price_of_libraries_is_ordered_with_its_own_tax(librarian):
    offer = offered(
        price(50_000, kind="02", qualifier="05"), price(100_000, kind="01", tax_percent=Decimal(11), qualifier="10")
    )
    assert line_of(offer, librarian).total_idr == 111_000


# --- what readers may do, and where


def recorded(**said):
    return OfferFactory(record=replace(KOPI, **said).as_json())


PRINT, COPY, ALOUD = "02", "03", "05"
UNLIMITED, LIMITED, PROHIBITED = "01", "02", "03"


@pytest.mark.parametrize(
    ("constraints", "may"),
    [
        pytest.param([], (False, False, True), id="not-a-word"),
        pytest.param([(PRINT, UNLIMITED), (COPY, UNLIMITED), (ALOUD, UNLIMITED)], (True, True, True), id="all"),
        pytest.param([(PRINT, PROHIBITED), (COPY, PROHIBITED), (ALOUD, PROHIBITED)], (False, False, False), id="none"),
        pytest.param([(PRINT, LIMITED), (ALOUD, LIMITED)], (False, False, False), id="within-limits"),
        pytest.param([(PRINT, UNLIMITED), (PRINT, LIMITED)], (False, False, True), id="said-twice"),
        pytest.param([("06", PROHIBITED), (ALOUD, "")], (False, False, True), id="another-use-and-half-a-word"),
    ],
)
def test_what_readers_may_do_is_what_the_catalogue_allows_without_limit(constraints, may, librarian):
    offer = recorded(constraints=tuple(UsageConstraint(usage, status) for usage, status in constraints))
    line = line_of(offer, librarian)
    assert (line.may_print, line.may_copy, line.may_read_aloud) == may


@pytest.mark.parametrize(
    ("rights", "territory"),
    [
        (Territory(), "ID"),
        (Territory(included=("ID", "MY")), "ID, MY"),
        (Territory(is_world=True), "seluruh dunia"),
        (Territory(is_world=True, excluded=("MY", "SG")), "seluruh dunia kecuali MY, SG"),
        (Territory(included=("ID", *(f"{n:02}" for n in range(60)))), "ID"),
        (Territory(included=("MY",)), "ID"),
    ],
    ids=["not said", "countries", "world", "world but", "too many to name", "corrected by staff"],
)
def test_a_line_holds_where_the_catalogue_sells(rights, territory, librarian):
    assert line_of(recorded(sales_territory=rights), librarian).territory == territory


def test_who_orders_has_the_last_word_on_uses_and_territory(librarian):
    offer = recorded(constraints=(UsageConstraint(PRINT, PROHIBITED),), sales_territory=Territory(is_world=True))
    line = line_of(offer, librarian, may_print=True, territory="Jawa Timur")
    assert (line.may_print, line.territory) == (True, "Jawa Timur")


# --- what is not for Indonesia


def test_what_is_not_sold_to_indonesia_is_ordered_once_staff_have_corrected_that(librarian):
    order = draft_order(by=librarian, lines=0)
    offer = OfferFactory(publisher=order.publisher, title="Kopi", available_in_indonesia=False, record=KOPI.as_json())
    sentence = refused(line_add, order=order, offer=offer, by=librarian)
    assert "“Kopi” tidak dijual di Indonesia" in sentence
    assert "koreksi dulu “Tersedia di Indonesia”" in sentence
    wish = wish_make(by=UserFactory(), title="Kopi", offer=offer)
    [(left, why)] = wishes_order(wishes=[wish], by=librarian).left
    assert (left, why) == (wish, sentence)
    assert refused(offer_order, offer=offer, by=librarian, subject="Kopi") == sentence
    corrected = offer_correct(offer=offer, answers={"available_in_indonesia": True}, by=librarian)
    assert line_add(order=order, offer=corrected, by=librarian).offer == offer


@pytest.mark.parametrize("is_available", [True, None])
def test_what_the_catalogue_says_nothing_about_is_ordered(is_available, librarian):
    assert line_of(OfferFactory(available_in_indonesia=is_available), librarian).pk
