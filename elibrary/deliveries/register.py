"""What deliveries register."""

from typing import Any

from core.admin.panels import register_action, register_panel
from core.roles import LIBRARIAN, register_role_permissions
from core.services.notifications import register_category
from elibrary.books.conditions import publishing_conditions
from elibrary.deliveries.admin import panels
from elibrary.deliveries.admin.catalogue_link import PUBLISHER_LINK
from elibrary.models.book import Book
from elibrary.models.catalogue_import import CatalogueImport
from elibrary.models.order import Order
from elibrary.ordering_signals import order_sent
from elibrary.services.delivery_links import CATEGORY, link_create
from elibrary.services.ordered_books import check_embargo


def register() -> None:
    register_role_permissions(LIBRARIAN, "elibrary.view_delivery", "elibrary.add_delivery", "elibrary.change_delivery")
    register_category(CATEGORY, label="Penyerahan berkas penerbit", optional=False)
    publishing_conditions.register("embargo", check_embargo)
    order_sent.connect(_make_link)
    register_panel(Book, "orders", panels.book_orders)
    register_panel(CatalogueImport, "publisher's link", panels.publisher_link)
    register_action(PUBLISHER_LINK)


def _make_link(*, order: Order, by: Any, **_: Any) -> None:
    link_create(order=order, by=by)
