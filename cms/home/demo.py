"""Demo data of the information site: work units of the demo editors, and news."""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from cms.news.models import NewsIndexPage, NewsPage
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage
from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.pages.services import child_page
from core.people import roles

DATA_FILE = Path(__file__).parent / "data" / "demo-news.json"
SEEDED = "cms.news.seeded"


@transaction.atomic
def seed_editors() -> Iterable[str]:
    """Put the first demo editor into two units, each other one into the next. Idempotent: skips editors with a unit."""
    groups = [editors.group for editors in UnitEditors.objects.select_related("group").order_by("unit__path")]
    shares = [groups[:2], *([group] for group in groups[2:])]
    people = get_user_model()._default_manager.filter(is_demo=True, groups__name=roles.CONTENT_EDITOR).order_by("pk")
    lines = []
    for person, share in zip(people, shares, strict=False):
        if not person.groups.filter(pk__in=[group.pk for group in groups]).exists():
            person.groups.add(*share)
        lines.append(f"{person}: {', '.join(group.name for group in share)}.")
    return lines


@transaction.atomic
def seed_news() -> Iterable[str]:
    """Create the demo news once; deleted news are not created again."""
    index = NewsIndexPage.objects.first()
    if index is None or AuditEntry.objects.filter(action=SEEDED).exists():
        return []
    units = {unit.slug: unit for unit in WorkUnitPage.objects.all()}
    entries = json.loads(DATA_FILE.read_text())
    for entry in entries:
        page, _ = child_page(index, entry["slug"], partial(_build, entry, units))
        audit_log.record(actor=None, action=SEEDED, subject=page)
    return [f"Berita contoh: {len(entries)}."]


def _build(entry: dict[str, str], units: dict[str, WorkUnitPage]) -> NewsPage:
    page = NewsPage(
        title=entry["title"], date=entry["date"], summary=entry["summary"], unit=units.get(entry.get("unit", ""))
    )
    page.body.append(("text", entry["text"]))
    return page
