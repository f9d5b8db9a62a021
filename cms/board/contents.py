"""What the newest draft of many pages says, without a query for each page.

A revision turned into a page asks the database several times; its content alone doesn't. ``ServiceContent`` reads the
content with the page's own blocks and answers what a page would: its fields by name and ``legal_basis_links.all()``. So
the same functions judge both, and a test holds them against each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
    """The rows, as a page's relation gives them."""

    rows: tuple[Citation, ...]

    def all(self) -> tuple[Citation, ...]:
        return self.rows


class ServiceContent:
    """The content of a service page, as a page or a revision has it. Has no address and can't be saved."""

    def __init__(self, values: Mapping[str, Any], bases: Iterable[LegalBasis]) -> None:
        self.title: str = values["title"]
        self.legal_basis_links = Citations(tuple(Citation(basis) for basis in bases))
        for name in FIELDS:
            setattr(self, name, values[name])

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def public_contents(pages: list[ServicePage]) -> dict[int, ServiceContent]:
    """By page: what stands in the page's own row. One query."""
    bases: dict[int, list[LegalBasis]] = {page.pk: [] for page in pages}
    links = ServiceLegalBasis.objects.filter(page__in=list(bases)).select_related("legal_basis")
    for link in links.order_by("sort_order"):
        bases[link.page_id].append(link.legal_basis)
    return {page.pk: ServiceContent(_values(page), bases[page.pk]) for page in pages}


def newest_contents(pages: list[ServicePage]) -> dict[int, ServiceContent]:
    """By page: the draft that waits to be published, for those that have one. Two queries."""
    pages = [page for page in pages if page.has_unpublished_changes]
    drafts = Revision.objects.in_bulk([page.latest_revision_id for page in pages if page.latest_revision_id])
    bases = LegalBasis.objects.in_bulk()
    found = {page.pk: drafts.get(page.latest_revision_id) for page in pages}
    return {pk: _of_revision(revision.content, bases) for pk, revision in found.items() if revision is not None}


def _values(page: ServicePage) -> dict[str, Any]:
    return {"title": page.title, **{name: getattr(page, name) for name in FIELDS}}


def _of_revision(content: Mapping[str, Any], bases: Mapping[int, LegalBasis]) -> ServiceContent:
    """A field that is younger than the revision has its default; a regulation that is gone isn't cited any more."""
    values = {name: _value(field, content) for name, field in FIELDS.items()}
    cited = [link["legal_basis"] for link in sorted(content.get("legal_basis_links", ()), key=_order)]
    return ServiceContent({"title": content["title"], **values}, [bases[pk] for pk in cited if pk in bases])


def _value(field: Any, content: Mapping[str, Any]) -> Any:
    return field.to_python(content[field.name]) if field.name in content else field.get_default()


def _order(link: Mapping[str, Any]) -> int:
    return link.get("sort_order") or 0
