"""What readers' pages register."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.pages.sitemaps import fixed, of_rows, register_sitemap
from core.search.registry import register_search_provider
from elibrary.books.selectors import published_books
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.signals import line_delivered
from elibrary.reading.search import provider
from elibrary.reading.selectors import records_on_shelf
from elibrary.reading.services import title_open


def register() -> None:
    register_search_provider(provider)
    register_sitemap("perpustakaan", fixed("/perpustakaan/"))
    register_sitemap("buku", of_rows(published_books, changed="published_at"))
    register_sitemap("judul", of_rows(records_on_shelf, changed="came_at"))
    line_delivered.connect(_open_title)


def _open_title(*, line: OrderLine, by: AbstractBaseUser, **_: object) -> None:
    """What needs no file gets its page as soon as it has come."""
    if line.route != OrderLine.Route.HOSTED:
        title_open(line=line, by=by)
