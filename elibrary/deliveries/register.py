"""What deliveries register."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.admin.panels import register_action, register_panel
from core.messages.services import register_category
from core.people.roles import LIBRARIAN, register_role_permissions
from elibrary.books.conditions import publishing_conditions
from elibrary.books.models import Book
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.deliveries.admin import panels
from elibrary.deliveries.admin.catalogue_link import PUBLISHER_LINK
from elibrary.deliveries.services.book_joins import check_embargo
from elibrary.deliveries.services.links import CATEGORY, link_create
from elibrary.ordering.models.order import Order
from elibrary.ordering.signals import order_sent


def register() -> None:
    register_role_permissions(LIBRARIAN, "elibrary.view_delivery", "elibrary.add_delivery", "elibrary.change_delivery")
    register_category(CATEGORY, label="Penyerahan berkas penerbit", optional=False)
    publishing_conditions.register("embargo", check_embargo)
    order_sent.connect(_make_link)
    register_panel(Book, "orders", panels.book_orders)
    register_panel(CatalogueImport, "publisher's link", panels.publisher_link)
    register_action(PUBLISHER_LINK)


def _make_link(*, order: Order, by: AbstractBaseUser, **_: object) -> None:
    link_create(order=order, by=by)
