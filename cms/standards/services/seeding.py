"""Seeds the standards of the decree as the system user. Idempotent.

Existing pages are not changed; differences are reported. A page that was seeded once and deleted is not created again. A
service that the decree names without an annex becomes a draft.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.pages.models.contact import OfficeContact
from cms.standards.completeness import missing_components
from cms.standards.imports.check import JsonObject
from cms.standards.imports.export import without_block_ids
from cms.standards.imports.records import DATES, Standard, StandardSet
from cms.standards.models.service import Audience, ServiceLegalBasis, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.pages.models import LegalBasis
from core.pages.services import child_page

SEEDED = "cms.service.seeded"
FIRST_REVIEW = timedelta(days=90)
"""From the day the site is set up: the decree says when it was signed, not when somebody last looked at it."""


@dataclass
class SeedReport:
    """Created pages, and lines on differences that were left unchanged."""

    created: list[Page] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


@transaction.atomic
def seed_services(*, standards: StandardSet, index: ServiceIndexPage) -> SeedReport:
    """Create missing pages of ``standards`` below ``index``, publish complete ones, report differences.

    The reference index is updated once a page at the end, not at every save of a row.
    """
    report = SeedReport()
    with disable_reference_index_auto_update():
        _create_missing(standards, index, report)
    for page in report.created:
        ReferenceIndex.create_or_update_for_object(page)
    return report


def _create_missing(standards: StandardSet, index: ServiceIndexPage, report: SeedReport) -> None:
    for name in standards.audiences if not Audience.objects.exists() else ():
        Audience.objects.create(name=name)
    bases = _legal_bases(standards, report)
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


@transaction.atomic
def seed_office(*, standards: StandardSet, site: Site) -> bool:
    """Create the office contact unless it exists. Returns whether it was created."""
    office, is_new = OfficeContact.objects.get_or_create(site=site, defaults=dict(standards.office))
    if is_new:
        audit_log.record(actor=None, action="cms.office.seeded", subject=office)
    return is_new


def _unit(unit: Mapping[str, str], index: ServiceIndexPage, report: SeedReport) -> Page:
    page, is_new = child_page(
        index,
        unit["slug"],
        lambda: WorkUnitPage(title=unit["title"], official_name=unit["official_name"], lead=unit["lead"]),
    )
    if is_new:
        audit_log.record(actor=None, action="cms.work_unit.seeded", subject=page)
        report.created.append(page)
    return page


def _legal_bases(standards: StandardSet, report: SeedReport) -> dict[str, LegalBasis]:
    """Regulations by key. Those that amend others are created first, as the amended ones refer to them."""
    bases: dict[str, LegalBasis] = {}
    for key, known in sorted(standards.legal_bases.items(), key=lambda pair: "changed_by" in pair[1]):
        bases[key] = _legal_basis(known, bases.get(known.get("changed_by", "")), report)
    return bases


def _legal_basis(known: JsonObject, changed_by: LegalBasis | None, report: SeedReport) -> LegalBasis:
    identity = {name: known[name] for name in ("kind", "issuer", "number", "year")}
    standing = {name: known[name] for name in ("status", "status_source", "status_checked_on") if name in known}
    basis, is_new = LegalBasis.objects.get_or_create(
        **identity, defaults={"title": known["title"], "changed_by": changed_by, **standing}
    )
    if is_new:
        audit_log.record(actor=None, action="core.legal_basis.seeded", subject=basis)
    elif basis.title != known["title"]:
        report.differences.append(f"{basis.citation}: tentang “{basis.title}”, dalam keputusan “{known['title']}”.")
    return basis


def _create(standard: Standard, unit: Page, bases: dict[str, LegalBasis], report: SeedReport) -> None:
    def build() -> Page:
        page = ServicePage(title=standard.title, decree_key=standard.key, **standard.fields)
        if page.reviewed_on is None and page.review_due is None:
            page.review_due = timezone.localdate() + FIRST_REVIEW
        for name, blocks in standard.streams.items():
            getattr(page, name).extend(blocks)
        page.legal_basis_links.set(
            [ServiceLegalBasis(legal_basis=bases[key], sort_order=number) for number, key in enumerate(standard.legal_basis)]
        )
        return page

    page, is_new = child_page(unit, standard.slug, build, publish=lambda page: not missing_components(page))
    if not is_new:
        report.differences.append(f"{standard.title}: alamat {page.url} sudah dipakai halaman lain.")
        return
    audit_log.record(actor=None, action=SEEDED, subject=page, after={"key": standard.key})
    report.created.append(page)


def _differences(page: ServicePage, standard: Standard, standards: StandardSet) -> Iterator[str]:
    """Differences between the newest version of the page and the data file, except review dates."""
    newest = page.get_latest_revision_as_object()
    pairs: list[tuple[str, object, object]] = [("title", newest.title, standard.title)]
    pairs += [(name, getattr(newest, name), value) for name, value in standard.fields.items() if name not in DATES]
    pairs += [(name, getattr(newest, name).get_prep_value(), value) for name, value in standard.streams.items()]
    for name, found, expected in pairs:
        if isinstance(found, list):
            found = [(block["type"], without_block_ids(block["value"])) for block in found]
        if found != expected:
            yield f"{standard.title}: {_label(name)} berbeda dari berkas data; dibiarkan."
    cited = [link.legal_basis.citation for link in newest.legal_basis_links.all()]
    listed = [_citation(standards.legal_bases[key]) for key in standard.legal_basis]
    if cited != listed:
        yield f"{standard.title}: dasar hukum berbeda dari berkas data; dibiarkan."


def _citation(known: JsonObject) -> str:
    return LegalBasis(**{name: known[name] for name in ("kind", "issuer", "number", "year")}).citation


def _label(name: str) -> str:
    return str(getattr(ServicePage._meta.get_field(name), "verbose_name", name))
