"""What deliveries register."""

from typing import Any

from core.roles import LIBRARIAN, register_role_permissions
from core.services.notifications import register_category
from elibrary.books.conditions import publishing_conditions
from elibrary.models.order import Order
from elibrary.ordering_signals import order_sent
from elibrary.services.delivery_links import CATEGORY, link_create
from elibrary.services.ordered_books import check_embargo


def register() -> None:
    register_role_permissions(LIBRARIAN, "elibrary.view_delivery", "elibrary.add_delivery", "elibrary.change_delivery")
    register_category(CATEGORY, label="Penyerahan berkas penerbit", optional=False)
    publishing_conditions.register("embargo", check_embargo)
    order_sent.connect(_make_link)


def _make_link(*, order: Order, by: Any, **_: Any) -> None:
    link_create(order=order, by=by)
