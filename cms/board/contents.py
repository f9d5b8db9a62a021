"""Contents of the newest drafts of many pages in a constant number of queries.

Turning a revision into a page takes several queries; decoding its content takes none. ``ServiceContent`` has the interface
of a page that completeness and texts need: the fields by name and ``legal_basis_links.all()``. A test compares both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Revision

from cms.standards.models.service import ServiceLegalBasis, ServicePage
from core.pages.models import LegalBasis

FIELDS = {field.name: field for field in ServicePage._meta.local_concrete_fields if not field.is_relation}


@dataclass(frozen=True)
class Citation:
    """One row of a page's legal basis."""

    legal_basis: LegalBasis


@dataclass(frozen=True)
class Citations:
    """The rows with the interface of the related manager."""

    rows: tuple[Citation, ...]

    def all(self) -> tuple[Citation, ...]:
        return self.rows


class ServiceContent:
    """Content of a service page or of its revision. Has no URL and cannot be saved."""

    def __init__(self, values: Mapping[str, object], bases: Iterable[LegalBasis], *, has_audience: bool) -> None:
        self.title = str(values["title"])
        self.has_audience = has_audience
        self.legal_basis_links = Citations(tuple(Citation(basis) for basis in bases))
        for name in FIELDS:
            setattr(self, name, values[name])

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def public_contents(pages: list[ServicePage]) -> dict[int, ServiceContent]:
    """Contents of the page rows, by page. Two queries."""
    bases: dict[int, list[LegalBasis]] = {page.pk: [] for page in pages}
    links = ServiceLegalBasis.objects.filter(page__in=list(bases)).select_related("legal_basis")
    for link in links.order_by("sort_order"):
        bases[link.page_id].append(link.legal_basis)
    for_someone = set(
        ServicePage.audiences.through.objects.filter(servicepage__in=list(bases)).values_list("servicepage", flat=True)
    )
    return {page.pk: ServiceContent(_values(page), bases[page.pk], has_audience=page.pk in for_someone) for page in pages}


def newest_contents(pages: list[ServicePage]) -> dict[int, ServiceContent]:
    """Contents of unpublished drafts, by page, for pages that have one. Two queries."""
    pages = [page for page in pages if page.has_unpublished_changes]
    drafts = Revision.objects.in_bulk([page.latest_revision_id for page in pages if page.latest_revision_id])
    bases = LegalBasis.objects.in_bulk()
    found = {page.pk: drafts.get(page.latest_revision_id) for page in pages}
    return {pk: _of_revision(revision.content, bases) for pk, revision in found.items() if revision is not None}


def _values(page: ServicePage) -> dict[str, object]:
    return {"title": page.title, **{name: getattr(page, name) for name in FIELDS}}


def _of_revision(content: Mapping[str, Any], bases: Mapping[int, LegalBasis]) -> ServiceContent:
    """A field added after the revision has its default; deleted regulations are omitted."""
    values = {name: _value(field, content) for name, field in FIELDS.items()}
    cited = [link["legal_basis"] for link in sorted(content.get("legal_basis_links", ()), key=_order)]
    return ServiceContent(
        {"title": content["title"], **values},
        [bases[pk] for pk in cited if pk in bases],
        has_audience=bool(content.get("audiences")),
    )


def _value(field: models.Field, content: Mapping[str, Any]) -> object:
    return field.to_python(content[field.name]) if field.name in content else field.get_default()


def _order(link: Mapping[str, int | None]) -> int:
    return link.get("sort_order") or 0
