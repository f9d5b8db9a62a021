"""Orders in every state, this year's budget and a few wishes, taken step by step by the people of the demo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.order import Order
from elibrary.ordering.services import orders
from elibrary.ordering.services.budgets import budget_save
from elibrary.ordering.services.lines import line_add
from elibrary.publishers.models import Publisher
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_available, wish_decline, wish_make

State = Order.State
AMOUNT = 60_000_000
LINES = 2
_NAMES = {"librarian": "pustakawan", "analyst": "analis", "admin": "admin", "reader": "peserta"}


@dataclass(frozen=True)
class DemoOrder:
    subject: str
    state: str
    terms: dict[str, object] = field(default_factory=dict)


ORDERS = (
    DemoOrder("Buku akuntansi untuk kelas koperasi", State.DRAFT),
    DemoOrder("Buku pemasaran digital", State.SUBMITTED, {"tax_percent": 11, "is_tax_included": False}),
    DemoOrder("Buku kemasan dan izin edar", State.APPROVED, {"discount_percent": 10}),
    DemoOrder("Hibah buku penerbit", State.SENT, {"unit_price_idr": 0}),
    DemoOrder("Buku batik dan kerajinan", State.PARTLY_DELIVERED, {"copies": 2}),
    DemoOrder(
        "Buku di platform KUBUKU",
        State.DELIVERED,
        {"licence": "external", "copies": 3, "external_url": "https://kubuku.example.id/si-jawara"},
    ),
    DemoOrder("Buku cetak untuk ruang baca", State.DELIVERED, {"route": "print", "copies": 4}),
    DemoOrder("Buku kewirausahaan", State.CLOSED, {"licence": "concurrent", "readers": 5}),
    DemoOrder("Ensiklopedia cetak", State.CANCELLED, {"route": "print"}),
)
_ON_THE_WAY = [
    State.DRAFT,
    State.SUBMITTED,
    State.APPROVED,
    State.SENT,
    State.PARTLY_DELIVERED,
    State.DELIVERED,
    State.CLOSED,
]


def seed() -> list[str]:
    """What is there already is left as people have it. Without people or offers there is nothing to order."""
    emails = {f"{local}@contoh.id": name for name, local in _NAMES.items()}
    people = {emails[user.email or ""]: user for user in get_user_model().objects.filter(email__in=emails)}
    publishers = _publishers()
    if len(people) < len(_NAMES) or not publishers:
        return []
    _budget(by=people["admin"])
    for number, wanted in enumerate(ORDERS):
        if not Order.objects.filter(subject=wanted.subject, created_by=people["librarian"]).exists():
            _order(wanted, publishers[number % len(publishers)], people)
    _wishes(people)
    return ["Pesanan contoh: /admin/pesanan/"]


def _publishers() -> list[Publisher]:
    offered = Offer.objects.filter(is_withdrawn=False).values("publisher")
    return list(Publisher.objects.filter(pk__in=offered).order_by("slug")[:3])


def _budget(*, by: AbstractBaseUser) -> None:
    year = timezone.localdate().year
    if not Budget.objects.filter(year=year).exists():
        budget_save(budget=Budget(), year=year, amount_idr=AMOUNT, source="APBD Provinsi Jawa Timur (contoh)", by=by)


@transaction.atomic
def _order(wanted: DemoOrder, publisher: Publisher, people: Mapping[str, AbstractBaseUser]) -> None:
    """Whole or not at all, so that a killed run leaves none half-way."""
    librarian, analyst = people["librarian"], people["analyst"]
    order = orders.order_create(publisher=publisher, subject=wanted.subject, by=librarian)
    for offer in Offer.objects.filter(publisher=publisher, is_withdrawn=False).order_by("title", "pk")[:LINES]:
        line_add(order=order, offer=offer, by=librarian, **wanted.terms)
    if wanted.state == State.CANCELLED:
        orders.order_cancel(order=order, by=librarian, note="Versi elektroniknya sudah cukup.")
        return
    last = _ON_THE_WAY.index(State(wanted.state))
    lines = list(order.lines.all())
    ways = (
        lambda: orders.order_submit(order=order, by=librarian),
        lambda: orders.order_approve(order=order, by=analyst, note="Sesuai kebutuhan kelas."),
        lambda: orders.order_send(order=order, by=librarian),
        lambda: orders.line_deliver(line=lines[0], by=librarian),
        lambda: [orders.line_deliver(line=line, by=librarian, note="Dihitung bersama penerbit.") for line in lines],
        lambda: orders.order_close(order=order, by=librarian),
    )
    for go in ways[:last]:
        go()


def _wishes(people: Mapping[str, AbstractBaseUser]) -> None:
    reader, analyst, librarian = people["reader"], people["analyst"], people["librarian"]
    offer = Offer.objects.filter(is_withdrawn=False).order_by("title", "pk").first()
    _wish(by=reader, title="Resep keripik buah tahan lama", reason="Untuk usaha keripik apel.")
    _wish(by=analyst, title=offer.title if offer else "Akuntansi koperasi", offer=offer, origin=Wish.Origin.ANALYST)
    declined = _wish(by=reader, title="Ensiklopedia ekspor 1998")
    if declined is not None:
        wish_decline(wish=declined, answer="Buku ini sudah tidak diterbitkan. Lihat buku ekspor yang baru.", by=librarian)
    here = _wish(by=reader, title="Standar pelayanan dinas")
    if here is not None:
        wish_available(wish=here, answer="Ada di rak perpustakaan.", by=librarian)


def _wish(*, by: AbstractBaseUser, title: str, **more: Any) -> Wish | None:
    """The new wish; None when it was made before."""
    if Wish.objects.filter(asked_by_id=by.pk, title=title[:300]).exists():
        return None
    return wish_make(by=by, title=title[:300], **more)
