"""Puts the decree's standards on the site as the system, and never over what a person has done since.

A page that exists is left alone, whatever it says: the differences are reported. A page that was seeded once and is
gone stays gone. The second run therefore writes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.models import Audience, OfficeContact, ServiceIndexPage, ServicePage, WorkUnitPage
from cms.models.service_legal_basis import ServiceLegalBasis
from cms.standards import Standard, StandardSet
from core.models import AuditEntry, LegalBasis
from core.services import audit
from core.services.page_tree import child_page

SEEDED = "cms.service.seeded"


@dataclass
class SeedReport:
    """What a run did and what it saw and left alone, in lines for whoever ran it."""

    created: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


@transaction.atomic
def seed_services(*, standards: StandardSet, index: ServiceIndexPage) -> SeedReport:
    """Create what is missing of ``standards`` below ``index`` and publish it; report where a page says otherwise."""
    report = SeedReport()
    for name in standards.audiences if not Audience.objects.exists() else ():
        Audience.objects.create(name=name)
    bases = {key: _legal_basis(known, report) for key, known in standards.legal_bases.items()}
    units = {unit["slug"]: unit for unit in standards.units}
    for standard in standards.standards:
        page = ServicePage.objects.filter(decree_key=standard.key).first()
        if page is not None:
            report.differences += _differences(page, standard, standards)
        elif AuditEntry.objects.filter(action=SEEDED, after__key=standard.key).exists():
            report.differences.append(f"{standard.title}: halamannya sudah dihapus; tidak dibuat lagi.")
        else:
            unit = _unit(units[standard.unit], index, report)
            _create(standard, unit, bases, report)
    return report


@transaction.atomic
def seed_office(*, standards: StandardSet, site: Site) -> bool:
    """Fill in the office's addresses unless somebody has. True when they were written."""
    office, is_new = OfficeContact.objects.get_or_create(site=site, defaults=dict(standards.office))
    if is_new:
        audit.record(actor=None, action="cms.office.seeded", subject=office)
    return is_new


def _unit(unit: Any, index: ServiceIndexPage, report: SeedReport) -> Page:
    page, is_new = child_page(
        index,
        unit["slug"],
        lambda: WorkUnitPage(title=unit["title"], official_name=unit["official_name"], lead=unit["lead"]),
    )
    if is_new:
        audit.record(actor=None, action="cms.work_unit.seeded", subject=page)
        report.created.append(page.title)
    return page


def _legal_basis(known: Any, report: SeedReport) -> LegalBasis:
    identity = {name: known[name] for name in ("kind", "issuer", "number", "year")}
    basis, is_new = LegalBasis.objects.get_or_create(**identity, defaults={"title": known["title"]})
    if is_new:
        audit.record(actor=None, action="core.legal_basis.seeded", subject=basis)
    elif basis.title != known["title"]:
        report.differences.append(f"{basis.citation}: tentang “{basis.title}”, dalam keputusan “{known['title']}”.")
    return basis


def _create(standard: Standard, unit: Page, bases: dict[str, LegalBasis], report: SeedReport) -> None:
    def build() -> Page:
        page = ServicePage(title=standard.title, decree_key=standard.key, **standard.fields)
        for name, blocks in standard.streams.items():
            getattr(page, name).extend(blocks)
        page.legal_basis_links = [
            ServiceLegalBasis(legal_basis=bases[key], sort_order=number) for number, key in enumerate(standard.legal_basis)
        ]
        return page

    page, is_new = child_page(unit, standard.slug, build)
    if not is_new:
        report.differences.append(f"{standard.title}: alamat {page.url} sudah dipakai halaman lain.")
        return
    audit.record(actor=None, action=SEEDED, subject=page, after={"key": standard.key})
    report.created.append(standard.title)


def _differences(page: ServicePage, standard: Standard, standards: StandardSet) -> Iterator[str]:
    """Where the page (its newest draft included) no longer says what the data file says."""
    newest = page.get_latest_revision_as_object()
    pairs: list[tuple[str, Any, Any]] = [("title", newest.title, standard.title)]
    pairs += [(name, getattr(newest, name), value) for name, value in standard.fields.items()]
    pairs += [(name, getattr(newest, name).get_prep_value(), value) for name, value in standard.streams.items()]
    for name, found, expected in pairs:
        if isinstance(found, list):
            found = [(block["type"], _plain(block["value"])) for block in found]
        if found != expected:
            yield f"{standard.title}: {_label(name)} berbeda dari berkas data; dibiarkan."
    cited = [link.legal_basis.citation for link in newest.legal_basis_links.all()]
    listed = [LegalBasis(**standards.legal_bases[key]).citation for key in standard.legal_basis]
    if cited != listed:
        yield f"{standard.title}: dasar hukum berbeda dari berkas data; dibiarkan."


def _plain(value: Any) -> Any:
    """A raw block value without the ids that Wagtail gives to list items."""
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:
            return _plain(value["value"])
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _label(name: str) -> str:
    return str(ServicePage._meta.get_field(name).verbose_name)
