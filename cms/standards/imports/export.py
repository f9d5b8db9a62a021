"""Exports the current standards as a data file, to be edited and compared again."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cms.standards.imports.check import CONTENT
from cms.standards.imports.records import DATES, NUMBERS, STREAMS, TEXTS
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.pages.models import LegalBasis

_STRUCTS: dict[str, dict[str, object]] = {
    "requirements": {"title": "", "items": []},
    "procedure": {"text": "", "actor": ""},
    "durations": {"label": "", "minimum": None, "maximum": None, "unit": "", "words": ""},
    "complaint_channels": {"name": "", "url": ""},
}
PAGE_KEY_PREFIX = "halaman-"
"""Prefix of the key of a page without ``decree_key``, followed by its primary key."""


def key_of(page: ServicePage) -> str:
    return page.decree_key or f"{PAGE_KEY_PREFIX}{page.pk}"


def current_pages() -> list[ServicePage]:
    """The newest version of all service pages, drafts included, in tree order."""
    pages = ServicePage.objects.order_by("path").select_related("latest_revision", "content_type")
    return [page.get_latest_revision_as_object() for page in pages]


def current_standards(pages: Sequence[ServicePage] | None = None) -> dict[str, Any]:
    """The contents of a data file; comparing it with the pages gives no difference."""
    pages = current_pages() if pages is None else pages
    bases = {basis.pk: basis for basis in LegalBasis.objects.select_related("changed_by")}
    units = list(WorkUnitPage.objects.order_by("path"))
    services = [service_entry(page, units, bases) for page in pages]
    decree = _common_decree(services)
    for service in services:
        if service["decree"] == decree:
            del service["decree"]
    return {
        "decree": decree,
        "legal_bases": {basis_key(basis): _basis_entry(basis) for basis in bases.values()},
        "units": [
            {"slug": unit.slug, "title": unit.title, "official_name": unit.official_name, "lead": unit.lead}
            for unit in units
        ],
        "services": services,
    }


def service_entry(page: ServicePage, units: Iterable[WorkUnitPage], bases: Mapping[int, LegalBasis]) -> dict[str, Any]:
    """The entry of one page. Fields that fail their check (empty or incomplete ones) are omitted."""
    unit = next((unit.slug for unit in units if page.path.startswith(unit.path)), "")
    entry: dict[str, object] = {"key": key_of(page), "unit": unit, "slug": page.slug, "title": page.title}
    content: dict[str, object] = {name: getattr(page, name) for name in (*TEXTS, *NUMBERS)}
    content |= {name: _iso(getattr(page, name)) for name in DATES}
    content |= {name: _stream(page, name) for name in STREAMS}
    content["legal_basis"] = [basis_key(bases[link.legal_basis_id]) for link in page.legal_basis_links.all()]
    entry |= {name: content[name] for name in CONTENT if not list(CONTENT[name](content[name], name))}
    entry["durations_are_alternatives"] = page.durations_are_alternatives
    dates = {"date": _iso(page.decree_date), "valid_from": _iso(page.decree_valid_from)}
    entry["decree"] = {"number": page.decree_number, **dates}
    return entry


def basis_key(basis: LegalBasis) -> str:
    return f"{basis.kind}-{basis.number}-{basis.year}-{basis.pk}".replace(" ", "")[:100]


def _basis_entry(basis: LegalBasis) -> dict[str, object]:
    entry: dict[str, object] = {name: getattr(basis, name) for name in ("kind", "issuer", "number", "year", "title")}
    if basis.status != LegalBasis.Status.UNCHECKED:
        entry |= {"status": basis.status, "status_source": basis.status_source}
        entry["status_checked_on"] = _iso(basis.status_checked_on)
    if basis.changed_by:
        entry["changed_by"] = basis_key(basis.changed_by)
    return entry


def _common_decree(services: list[dict[str, Any]]) -> dict[str, object]:
    """The most frequent decree of the services."""
    named = Counter(tuple(service["decree"].items()) for service in services)
    return dict(named.most_common(1)[0][0]) if named else {"number": "", "date": None, "valid_from": None}


def _stream(page: ServicePage, name: str) -> list[object]:
    blank = _STRUCTS.get(name)
    values = [without_block_ids(block["value"]) for block in getattr(page, name).get_prep_value()]
    return [{field: _default(value.get(field), blank[field]) for field in blank} for value in values] if blank else values


def _default(value: object, blank: object) -> object:
    return blank if value is None else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def without_block_ids(value: Any) -> Any:
    """A raw block value without the ids that Wagtail gives to list items."""
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:
            return without_block_ids(value["value"])
        return {name: without_block_ids(item) for name, item in value.items()}
    if isinstance(value, list):
        return [without_block_ids(item) for item in value]
    return value
