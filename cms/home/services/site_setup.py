"""The information site as ``make run`` and ``manage.py seed_services`` set it up."""

from collections.abc import Iterable

from cms.home.models import HomePage
from cms.home.services.page_seeding import seed_pages
from cms.home.services.site_tree import build_site_tree
from cms.standards.imports.records import StandardSet, read_standards
from cms.standards.models.service import ServicePage
from cms.standards.services.seeding import SeedReport, seed_office, seed_services


def set_up() -> Iterable[str]:
    """The step of ``setup_site``: the tree without any service in it, and the pages that every site needs."""
    _, index = build_site_tree()
    return [f"Situs informasi: {index.get_url()}", *seed_pages(home=HomePage.objects.get())]


def seed_site(standards: StandardSet | None = None) -> Iterable[str]:
    """Idempotent; without ``standards`` those of the decree. Raises BrokenDataFile."""
    standards = standards or read_standards()
    site, index = build_site_tree()
    seed_office(standards=standards, site=site)
    report = seed_services(standards=standards, index=index)
    return [_summary(report), *report.differences]


def _summary(report: SeedReport) -> str:
    """One line: how many services are new and public, and by name those that the decree leaves empty."""
    services = [page for page in report.created if isinstance(page, ServicePage)]
    if not services:
        return "Halaman layanan: tidak ada yang baru."
    drafts = [page.title for page in services if not page.live]
    waiting = f"; tetap draf karena keputusan tidak memuat isinya: {', '.join(drafts)}" if drafts else ""
    return f"Halaman layanan: {len(services) - len(drafts)} diterbitkan{waiting}."
