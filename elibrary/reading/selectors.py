"""Titles that readers get on a platform or on paper, and the shelf that lists them with the books."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone

from elibrary.books.models import Book
from elibrary.books.selectors import published_books
from elibrary.cataloguing.covers import drawn_cover
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.selectors import delivered_lines
from elibrary.ordering.access_routes import AccessRoute, Route, access_routes_of
from elibrary.ordering.models.line import OrderLine

Role = Heading.Role


@dataclass(frozen=True)
class Title:
    """An edition with its ways, those that can be used now first."""

    record: BibliographicRecord
    ways: list[AccessRoute]

    @property
    def creators(self) -> str:
        """The names of the title page, else of the headings."""
        return self.record.responsibility or "; ".join(self._headings(Role.CREATOR))

    @property
    def subjects(self) -> list[str]:
        return self._headings(Role.SUBJECT)

    @property
    def tags(self) -> list[str]:
        return list(dict.fromkeys(way.tag for way in self.ways if not way.is_over))

    @property
    def is_over(self) -> bool:
        return all(way.is_over for way in self.ways)

    @cached_property
    def cover(self) -> bytes:
        """Drawn for a title that has none, as SVG."""
        subject = next(iter(self.subjects), "")
        return drawn_cover(title=self.record.title, author=self.creators, ddc=self.record.ddc, subject=subject)

    @property
    def cover_address(self) -> str:
        """Changes with the cover, so that a browser may keep what it has."""
        fingerprint = hashlib.sha256(self.cover).hexdigest()[:12]
        return f"{reverse('elibrary:cover', args=[self.record.slug])}?v={fingerprint}"

    def _headings(self, role: str) -> list[str]:
        return [use.authority.preferred for use in self.record.uses.all() if use.role == role]


def lines_in_force() -> QuerySet[OrderLine]:
    """Without platforms whose term is over."""
    return delivered_lines().exclude(route=Route.EXTERNAL, ends_on__lt=timezone.localdate())


def records_on_shelf() -> QuerySet[BibliographicRecord]:
    """With ``came_at``, newest first. An edition that is read here is listed as that book."""
    newest = lines_in_force().filter(offer=OuterRef("offer")).order_by("-delivered_at").values("delivered_at")[:1]
    records = BibliographicRecord.objects.filter(slug__isnull=False).annotate(came_at=Subquery(newest))
    return records.filter(came_at__isnull=False).exclude(book__state=Book.State.PUBLISHED).order_by("-came_at", "-pk")


def titles_of(records: QuerySet[BibliographicRecord]) -> list[Title]:
    """In three queries, however many."""
    uses = Prefetch("uses", Heading.objects.select_related("authority"))
    lines = Prefetch("offer__order_lines", delivered_lines(), to_attr="lines_elsewhere")
    today = timezone.localdate()
    rows = records.select_related("offer").prefetch_related(uses, lines)
    return [Title(row, access_routes_of(_lines(row), today=today)) for row in rows]


def title_of_book(book: Book) -> Title | None:
    """What readers of this book may also have on a platform or on paper."""
    lines = lines_in_force().filter(offer=OuterRef("offer"))
    found = titles_of(BibliographicRecord.objects.filter(Exists(lines), book=book, slug__isnull=False))
    return found[0] if found else None


def shelf_rows() -> QuerySet[Book, tuple[int, datetime, str]]:
    """Books and titles in one order, newest first, as (pk, when it came, whether it is a book)."""
    kinds = {flag: Value(flag, CharField()) for flag in ("buku", "judul")}
    books = published_books().order_by().annotate(came_at=F("published_at"), kind=kinds["buku"])
    titles = records_on_shelf().order_by().annotate(kind=kinds["judul"])
    columns = ("pk", "came_at", "kind")
    return books.values_list(*columns).union(titles.values_list(*columns), all=True).order_by("-came_at", "-kind", "-pk")


def shown_on_shelf(rows: Iterable[tuple[int, datetime, str]]) -> list[Book | Title]:
    """The books and titles of ``rows`` of the shelf, in their order; four queries, however many."""
    numbers = {flag: [pk for pk, _, kind in rows if kind == flag] for flag in ("buku", "judul")}
    found: dict[tuple[int, str], Book | Title] = {}
    if numbers["buku"]:
        found |= {(book.pk, "buku"): book for book in published_books().filter(pk__in=numbers["buku"])}
    if numbers["judul"]:
        titles = titles_of(records_on_shelf().filter(pk__in=numbers["judul"]))
        found |= {(title.record.pk, "judul"): title for title in titles}
    return [found[pk, kind] for pk, _, kind in rows if (pk, kind) in found]


def _lines(record: BibliographicRecord) -> list[OrderLine]:
    return list(getattr(record.offer, "lines_elsewhere", ())) if record.offer_id else []
