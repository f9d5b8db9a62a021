"""News for trying the site out: what this system does, nothing about the office that nobody has said."""

import json
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from cms.models.news import NewsIndexPage, NewsPage
from cms.models.work_unit import WorkUnitPage
from core.models.audit import AuditEntry
from core.services import audit
from core.services.page_tree import child_page

DATA_FILE = Path(__file__).parent / "data" / "demo-news.json"
SEEDED = "cms.news.seeded"


@transaction.atomic
def seed_news() -> Iterable[str]:
    """Idempotent; news that was seeded once and deleted stays gone."""
    index = NewsIndexPage.objects.first()
    if index is None or AuditEntry.objects.filter(action=SEEDED).exists():
        return []
    units = {unit.slug: unit for unit in WorkUnitPage.objects.all()}
    entries = json.loads(DATA_FILE.read_text())
    for entry in entries:
        page, _ = child_page(index, entry["slug"], lambda entry=entry: _build(entry, units))
        audit.record(actor=None, action=SEEDED, subject=page)
    return [f"Berita contoh: {len(entries)}."]


def _build(entry: dict[str, str], units: dict[str, WorkUnitPage]) -> NewsPage:
    page = NewsPage(
        title=entry["title"], date=entry["date"], summary=entry["summary"], unit=units.get(entry.get("unit", ""))
    )
    page.body.append(("text", entry["text"]))
    return page
