"""What readers' pages register."""

from typing import Any

from core.search.registry import register_search_provider
from core.sitemaps import fixed, of_rows, register_sitemap
from elibrary.models.order_line import OrderLine
from elibrary.ordering_signals import line_delivered
from elibrary.search import provider
from elibrary.selectors import published_books
from elibrary.selectors_titles import records_on_shelf
from elibrary.services.titles import title_open


def register() -> None:
    register_search_provider(provider)
    register_sitemap("perpustakaan", fixed("/perpustakaan/"))
    register_sitemap("buku", of_rows(published_books, changed="published_at"))
    register_sitemap("judul", of_rows(records_on_shelf, changed="came_at"))
    line_delivered.connect(_open_title)


def _open_title(*, line: OrderLine, by: Any, **_: Any) -> None:
    """What needs no file gets its page as soon as it has come."""
    if line.route != OrderLine.Route.HOSTED:
        title_open(line=line, by=by)
