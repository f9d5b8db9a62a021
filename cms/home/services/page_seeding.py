"""Creates the standard pages (news list, contact, about, privacy …) below the front page, once.

A page that was seeded once is never written again, whether editors changed, moved or deleted it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage

from cms.home.services.site_tree import APPROVER_PERMISSIONS, WORKFLOW
from cms.news.models import NewsIndexPage
from cms.pages.models.contact import ContactPage
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.pages.services import child_page, grant_on_page
from core.people import roles

DATA_FILE = Path(__file__).parents[1] / "data" / "pages.json"
EDITOR_PERMISSIONS = ("add_page", "change_page")
SEEDED = "cms.page.seeded"
TYPES: Mapping[str, type[Page]] = {"info": InfoPage, "faq": FaqPage, "contact": ContactPage, "news_index": NewsIndexPage}


@transaction.atomic
def seed_pages(*, home: Page) -> list[str]:
    """Create the pages that were never seeded; return lines with new titles and with URLs already in use."""
    known = set(AuditEntry.objects.filter(action=SEEDED).values_list("after__key", flat=True))
    entries = [entry for entry in json.loads(DATA_FILE.read_text()) if entry["key"] not in known]
    return list(_create(entries, home))


def _create(entries: list[Mapping[str, Any]], home: Page) -> Iterator[str]:
    for entry in entries:
        page, is_new = child_page(home, entry["slug"], partial(build, entry))
        if not is_new:
            yield f"{entry['title']}: alamat {page.url} sudah dipakai halaman lain."
            continue
        _grant_permissions(page)
        audit_log.record(actor=None, action=SEEDED, subject=page, after={"key": entry["key"]})
        yield f"Halaman baru: {page.title}."


def build(entry: Mapping[str, Any]) -> Page:
    page: Page = TYPES[entry["type"]](title=entry["title"], search_description=entry["fields"]["lead"], **entry["fields"])
    if "body" in entry:
        page.body.extend([("text", markup) for markup in entry["body"]])
    if "groups" in entry:
        page.groups.extend([("group", _group(title, questions)) for title, questions in entry["groups"]])
    return page


def _group(title: str, questions: list[list[str]]) -> dict[str, object]:
    return {"title": title, "questions": [{"question": question, "answer": answer} for question, answer in questions]}


def _grant_permissions(page: Page) -> None:
    """Editors of all units may edit, approvers publish; with the workflow of the services."""
    grant_on_page(roles.CONTENT_EDITOR, page, EDITOR_PERMISSIONS)
    grant_on_page(roles.CONTENT_APPROVER, page, APPROVER_PERMISSIONS)
    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    if workflow is not None:
        WorkflowPage.objects.create(page=page, workflow=workflow)
