"""The information site as ``make run`` and ``manage.py seed_services`` set it up."""

from collections.abc import Iterable

from cms.services.seeding import seed_office, seed_services
from cms.services.site_tree import build_site_tree
from cms.standards import read_standards


def seed_site() -> Iterable[str]:
    """Idempotent. Raises BrokenDataFile."""
    standards = read_standards()
    site, index = build_site_tree()
    seed_office(standards=standards, site=site)
    report = seed_services(standards=standards, index=index)
    created = ", ".join(report.created) or "tidak ada yang baru"
    return [f"Halaman layanan: {created}.", *report.differences]
