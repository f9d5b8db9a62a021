"""Documents of the search index: a book by its number, a title on a platform or on paper as ``judul-<number>``."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from core.search.services.indexing import index_subject
from elibrary.books.services.books import SEARCH_KIND
from elibrary.cataloguing.models.bibliographic import BibliographicRecord

_TITLE = "judul-"


def title_ref(pk: int) -> str:
    return f"{_TITLE}{pk}"


def title_pk(ref: str) -> int | None:
    """None for a book's."""
    number = ref.removeprefix(_TITLE)
    return int(number) if number != ref and number.isdecimal() else None


def titles_index(records: Iterable[BibliographicRecord], *, by: AbstractBaseUser | None = None) -> None:
    """Enqueue the indexing of these records on commit. A record without a page was never indexed."""
    for record in records:
        if record.slug:
            index_subject(kind=SEARCH_KIND, ref=title_ref(record.pk), requested_by=by)
