"""What cataloguing registers."""

from typing import Any

from core.roles import LIBRARIAN, register_role_permissions
from elibrary.books.signals import book_state_changed
from elibrary.models.bibliographic import BibliographicRecord
from elibrary.models.book import Book
from elibrary.services.title_index import titles_index


def register() -> None:
    rows = ("authority", "bibliographicrecord", "accession")
    register_role_permissions(LIBRARIAN, *(f"elibrary.{verb}_{row}" for row in rows for verb in ("view", "add", "change")))
    register_role_permissions(LIBRARIAN, "elibrary.merge_authority", "elibrary.add_slimsimport", "elibrary.view_slimsimport")
    book_state_changed.connect(_index_titles)


def _index_titles(*, book: Book, by: Any, **_: Any) -> None:
    titles_index(BibliographicRecord.objects.filter(book=book), by=by)
