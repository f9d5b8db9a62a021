"""What cataloguing registers."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.admin.panels import register_action, register_panel
from core.people.roles import LIBRARIAN, register_role_permissions
from elibrary.books.models import Book
from elibrary.books.signals import book_state_changed
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.admin import panels
from elibrary.cataloguing.admin.exports import register_catalogue_exports
from elibrary.cataloguing.admin.order_line_numbers import NUMBER_LINE
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.title_index import titles_index
from elibrary.ordering.models.order import Order


def register() -> None:
    rows = ("authority", "bibliographicrecord", "accession")
    register_role_permissions(LIBRARIAN, *(f"elibrary.{verb}_{row}" for row in rows for verb in ("view", "add", "change")))
    register_role_permissions(LIBRARIAN, "elibrary.merge_authority", "elibrary.add_slimsimport", "elibrary.view_slimsimport")
    book_state_changed.connect(_index_titles)
    _register_screens()


def _register_screens() -> None:
    register_panel(Offer, "description", panels.offer_description)
    register_panel(Book, "description", panels.book_description)
    register_panel(Order, "accession numbers", panels.order_numbers)
    register_action(NUMBER_LINE)
    register_catalogue_exports(BibliographicRecord, "katalog")
    register_catalogue_exports(Offer, "penawaran", ("marc", "marcxml", "slims"))
    register_catalogue_exports(Book, "buku")


def _index_titles(*, book: Book, by: AbstractBaseUser, **_: object) -> None:
    titles_index(BibliographicRecord.objects.filter(book=book), by=by)
