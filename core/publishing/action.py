"""The one door: every publication of a revision, whoever asks for it and through which screen, passes here.

Wagtail makes its action itself in the edit view, the bulk screen, workflows, the scheduled run and its API; no hook of
theirs gets user and revision inside one transaction. So ``execute`` of the action is wrapped, once, when the app starts.
``tests/core/publishing/test_publishers.py`` lists every place in the installed Wagtail that publishes and fails when one
appears.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, Revision

from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.publishing.authors import authors_since_publication
from core.publishing.checks import four_eyes_errors, refuse
from core.publishing.errors import GENERAL
from core.publishing.pages import GatedPage, SecondPersonPage
from core.publishing.services.history import PUBLISHED, record_publication

SCHEDULED = "core.page.scheduled"
OVERRIDDEN = "core.publish.override"
_reason: ContextVar[str] = ContextVar("reason for publishing one's own change", default="")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """What is published inside is published for this reason, should a superuser publish a change of their own."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


def guard_publications() -> None:
    """Called by the app's ``ready``."""
    execute = PublishRevisionAction.execute
    if hasattr(execute, "__wrapped__"):
        return

    @wraps(execute)
    def guarded(self: PublishRevisionAction, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(self.object, SecondPersonPage):
            return execute(self, *args, **kwargs)
        return _publish(self, lambda: execute(self, *args, **kwargs))

    PublishRevisionAction.execute = guarded


@transaction.atomic
def _publish(action: PublishRevisionAction, proceed: Callable[[], Any]) -> Any:
    """Check, publish and record in one transaction. Raises NotPublishable.

    The row of the page is locked first: of two people at once the second sees what the first has done.
    """
    page, revision, user = action.object, action.revision, action.user
    Page.objects.select_for_update().get(pk=page.pk)
    is_own = user is not None and user.pk in authors_since_publication(page, revision=revision)
    reason = (getattr(revision.content_object, "override_reason", "") or _reason.get()) if is_own else ""
    refuse(page, _errors(page, revision, user, is_own=is_own, reason=reason))
    is_later = bool(page.go_live_at and page.go_live_at > timezone.now())
    responsible = user.pk if user is not None else _scheduled_by(revision)
    explanation = _take_explanation(page) if isinstance(page, GatedPage) and not is_later else {}
    result = proceed()
    log: audit_log.LogAction = OVERRIDDEN if is_own else False
    row: dict[str, Any] = {"actor": user, "subject": page, "log": log, "revision": revision, "data": {"reason": reason}}
    if is_later:
        audit_log.record(action=SCHEDULED, after={"revision": revision.pk, "reason": reason}, **row)
    elif explanation:
        record_publication(page, revision, **explanation, by_id=responsible, actor=user, reason=reason, log=log)
    else:
        audit_log.record(action=PUBLISHED, after={"revision": revision.pk, "override_reason": reason}, **row)
    return result


def _take_explanation(page: GatedPage) -> dict[str, str]:
    """Out of the page, into its history: the next change has one of its own."""
    explanation = {"note": page.change_note, "basis": page.change_basis}
    page.forget_change()
    return explanation


def _errors(page: SecondPersonPage, revision: Revision, user: Any, *, is_own: bool, reason: str) -> dict[str, str]:
    errors = page.publication_errors()
    if user is not None:
        errors |= page.explanation_errors() | four_eyes_errors(user=user, is_own=is_own, reason=reason)
    elif revision.approved_go_live_at and revision.user_id and not _schedulings(revision).exists():
        errors |= {GENERAL: "Jadwalnya tidak pernah disetujui."}
    return errors


def _schedulings(revision: Revision) -> Any:
    return AuditEntry.objects.filter(action=SCHEDULED, subject_id=revision.object_id, after__revision=revision.pk)


def _scheduled_by(revision: Revision) -> int | None:
    """Who approved that this revision appear at a later time; nobody for what the system does."""
    entry = _schedulings(revision).first() if revision.approved_go_live_at else None
    return entry.actor_id if entry is not None else None
