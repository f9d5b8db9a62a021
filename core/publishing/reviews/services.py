"""Marks a page as reviewed."""

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from core.audit.services import audit_log
from core.pages.page_cache import invalidate
from core.publishing.reviews.rules import year_after

LOG_ACTION = "core.reviewed"


class ReviewRefused(ValueError):
    """``field`` and an Indonesian sentence for the person who filled it in."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def may_mark_reviewed(user: AbstractBaseUser, page: Any) -> bool:
    """Whoever may publish the page answers for what is public; a draft that never was has nothing to review."""
    return page.live and page.permissions_for_user(user).can_publish()


@transaction.atomic
def mark_reviewed(
    *, page: Any, by: AbstractBaseUser, reviewed_on: dt.date, review_due: dt.date | None = None, note: str = ""
) -> bool:
    """Note that what is public about ``page`` was looked through; False when it says so already (a double tap).

    Writes the two dates of the public page and of its newest draft and nothing else: a draft's other changes are neither
    published nor lost, nobody becomes their author, and past versions stay as they were. The note goes into the page's
    history in the admin.
    Raises ReviewRefused for dates against the rule, PermissionDenied for somebody who may not publish.
    """
    due = review_due or year_after(reviewed_on)
    _check_dates(reviewed_on, due)
    if not may_mark_reviewed(by, page):
        raise PermissionDenied
    stored = type(page).objects.select_for_update().get(pk=page.pk)
    if (stored.reviewed_on, stored.review_due) == (reviewed_on, due):
        return False
    before = _as_text(stored.reviewed_on, stored.review_due)
    type(page).objects.filter(pk=page.pk).update(reviewed_on=reviewed_on, review_due=due)
    if stored.latest_revision_id != stored.live_revision_id:
        _write_into_draft(stored.latest_revision_id, _as_text(reviewed_on, due))
    after = _as_text(reviewed_on, due)
    audit_log.record(
        actor=by,
        action="core.page.reviewed",
        subject=page,
        before=before,
        after=after,
        log=LOG_ACTION,
        data={**after, "note": note.strip()},
    )
    invalidate()
    return True


def _check_dates(reviewed_on: dt.date, due: dt.date) -> None:
    if reviewed_on > timezone.localdate():
        raise ReviewRefused("reviewed_on", "Tanggal tinjauan tidak boleh di masa depan.")
    if due <= reviewed_on:
        raise ReviewRefused("review_due", "Tinjauan berikutnya harus setelah tanggal tinjauan ini.")
    if due > year_after(reviewed_on):
        raise ReviewRefused("review_due", "Tinjauan berikutnya paling lambat satu tahun setelah tanggal tinjauan ini.")


def _as_text(reviewed_on: dt.date | None, due: dt.date | None) -> dict[str, str]:
    return {"reviewed_on": str(reviewed_on or ""), "review_due": str(due or "")}


def _write_into_draft(revision_id: int | None, dates: dict[str, str]) -> None:
    """In place: a new revision would make the reviewer an author of the draft, and lock out whoever is editing it."""
    revision = Revision.objects.select_for_update().filter(pk=revision_id).first()
    if revision is not None:
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **dates})
