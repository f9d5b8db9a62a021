"""Sets up the information site for ``setup_site``, ``make run`` and ``manage.py seed_services``."""

import json
from collections.abc import Iterable
from pathlib import Path

from cms.home.models import HomePage
from cms.home.services.page_seeding import seed_pages
from cms.home.services.site_tree import build_site_tree
from cms.standards.imports.records import StandardSet, read_standards
from cms.standards.models.service import ServicePage
from cms.standards.services.seeding import SeedReport, seed_office, seed_services
from core.search.services.best_bets import BestBet, seed_best_bets
from core.search.services.synonyms import seed_synonyms

DATA = Path(__file__).parents[1] / "data"
SYNONYMS_FILE = DATA / "synonyms.json"
BEST_BETS_FILE = DATA / "best_bets.json"


def set_up() -> Iterable[str]:
    """Step of ``setup_site``: the page tree without services, and the pages of every site."""
    _, index = build_site_tree()
    return [f"Situs informasi: {index.get_url()}", *seed_pages(home=HomePage.objects.get())]


def set_up_synonyms() -> Iterable[str]:
    """Step of ``setup_site``: the initial synonyms of search. A list with rows is not changed."""
    added = seed_synonyms(words=json.loads(SYNONYMS_FILE.read_text("utf-8"))["synonyms"])
    return [f"Padanan kata untuk pencarian: {added} ditambahkan." if added else "Padanan kata untuk pencarian sudah ada."]


def set_up_best_bets() -> Iterable[str]:
    """Step of ``setup_site``: the initial "Mungkin ini yang Anda cari", once."""
    bets = json.loads(BEST_BETS_FILE.read_text("utf-8"))["best_bets"]
    added = seed_best_bets(BestBet(", ".join(bet["phrases"]), bet["title"], bet["path"], bet["description"]) for bet in bets)
    return [f"Hasil pencarian unggulan: {added} ditambahkan." if added else "Hasil pencarian unggulan sudah disiapkan."]


def seed_site(standards: StandardSet | None = None) -> Iterable[str]:
    """Seed the tree and ``standards`` (default: those of the decree). Idempotent. Raises BrokenDataFile."""
    standards = standards or read_standards()
    site, index = build_site_tree()
    seed_office(standards=standards, site=site)
    report = seed_services(standards=standards, index=index)
    return [_summary(report), *report.differences]


def _summary(report: SeedReport) -> str:
    """One line: the number of new live services, and the titles of new drafts."""
    services = [page for page in report.created if isinstance(page, ServicePage)]
    if not services:
        return "Halaman layanan: tidak ada yang baru."
    drafts = [page.title for page in services if not page.live]
    waiting = f"; tetap draf karena keputusan tidak memuat isinya: {', '.join(drafts)}" if drafts else ""
    return f"Halaman layanan: {len(services) - len(drafts)} diterbitkan{waiting}."
