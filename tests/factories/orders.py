"""Offers, people of the library, and orders brought to a state by the services themselves."""

from typing import Any

import factory

from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add
from lms.users.models import User
from tests.factories.catalogue import PublisherFactory
from tests.factories.lms import UserFactory, make_staff

State = Order.State


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    publisher = factory.SubFactory(PublisherFactory)
    reference = factory.Sequence(lambda n: f"P-{n}")
    title = factory.Sequence(lambda n: f"Penawaran {n}")
    carrier = Offer.Carrier.DIGITAL
    price_idr = 75_000
    is_tax_included = True


class BudgetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Budget
        django_get_or_create = ("year",)

    year = 2026
    amount_idr = 10_000_000


def buyer() -> User:
    return make_staff(LIBRARIAN, second_factor=False)


def approver() -> User:
    return make_staff(CURRICULUM_ANALYST, second_factor=False)


def draft_order(*, by: User, lines: int = 2, price: int = 75_000, publisher: Any = None, **fields: Any) -> Order:
    publisher = publisher or PublisherFactory()
    order = orders.order_create(publisher=publisher, subject="Buku usaha", by=by, **fields)
    for _ in range(lines):
        line_add(order=order, offer=OfferFactory(publisher=publisher, price_idr=price), by=by)
    order.refresh_from_db()
    return order


def order_in(state: str, *, by: User, approved_by: User, **fields: Any) -> Order:
    """An order that went its way to ``state``."""
    order = draft_order(by=by, **fields)
    if state == State.CANCELLED:
        return orders.order_cancel(order=order, by=by, note="Tidak jadi.")
    ways = {
        State.SUBMITTED: lambda: orders.order_submit(order=order, by=by),
        State.APPROVED: lambda: orders.order_approve(order=order, by=approved_by),
        State.SENT: lambda: orders.order_send(order=order, by=by),
        State.PARTLY_DELIVERED: lambda: orders.line_deliver(line=order.lines.first(), by=by),
        State.DELIVERED: lambda: [orders.line_deliver(line=line, by=by) for line in order.lines.all()],
        State.CLOSED: lambda: orders.order_close(order=order, by=by),
    }
    for passed, go in ways.items():
        if state == State.DRAFT:
            break
        go()
        if passed == state:
            break
    order.refresh_from_db()
    assert order.state == state
    return order


def title_in(route: str, *, title: str = "Kopi Ijen", by: Any = None, **terms: Any) -> BibliographicRecord:
    """What readers get on a platform or on paper: ordered for nothing, sent, and come."""
    by = by or UserFactory()
    offer = OfferFactory(title=title, creators=terms.pop("creators", ""), isbn13=terms.pop("isbn13", None))
    order = orders.order_create(publisher=offer.publisher, subject="Hibah", by=by)
    if route == OrderLine.Route.EXTERNAL:
        terms = {"licence": "external", "external_url": "https://kubuku.example.id/kopi", **terms}
    line_add(order=order, offer=offer, by=by, route=route, unit_price_idr=0, **terms)
    Order.objects.filter(pk=order.pk).update(state=State.SENT)
    orders.line_deliver(line=order.lines.get(), by=by)
    return BibliographicRecord.objects.get(offer=offer)
