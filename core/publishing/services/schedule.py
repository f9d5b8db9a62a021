"""Publishes and withdraws pages at their time. Each is a job of its own: one that is refused or fails stops no other."""

import logging
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue, latest_job
from core.messages.services import notify
from core.people import roles
from core.publishing.action import SCHEDULED
from core.publishing.errors import NotPublishable

logger = logging.getLogger(__name__)
PUBLISH, EXPIRE = "core.publish_scheduled", "core.expire_scheduled"
REFUSED = "core.page.schedule_refused"
CATEGORY = "penerbitan"


def schedule_due() -> int:
    """Queue a job for everything whose time has come; how many. One that failed for good waits for a person."""
    due = [(EXPIRE, _subject(item), _payload(item)) for item in _expired()]
    due += [(PUBLISH, f"revision:{pk}", {"revision": pk}) for pk in _due_revisions().values_list("pk", flat=True)]
    for kind, subject, payload in due:
        before = latest_job(kind=kind, subject=subject)
        if before is None or before.state != Job.State.FAILED:
            enqueue(kind=kind, subject=subject, payload=payload)
    return len(due)


def publish_due(run: JobRun, *, revision_id: int) -> None:
    """Publish one revision, if it is still due. What the gate refuses is taken off the schedule and told."""
    revision = _due_revisions().filter(pk=revision_id).first()
    if revision is None:
        return
    try:
        with run.completing("Diterbitkan."):
            revision.publish(log_action="wagtail.publish.scheduled")
    except NotPublishable as refusal:
        logger.warning("scheduled publication refused", extra={"revision": revision.pk, "page": refusal.page.pk})
        with run.completing(refusal.told):
            _refuse(revision, refusal)


def expire_due(run: JobRun, *, content_type_id: int, object_id: str) -> None:
    """Withdraw one page or snippet whose time is over, if it still is."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    item = model.objects.filter(pk=object_id, live=True, expire_at__lt=timezone.now()).first()  # type: ignore[union-attr]
    if item is None:
        return
    with run.completing("Ditarik."):
        item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _due_revisions() -> QuerySet[Revision]:
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at", "pk")


def _expired() -> list[Any]:
    models = [
        Page,
        *(model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)),
    ]
    return [item for model in models for item in model.objects.filter(live=True, expire_at__lt=timezone.now())]


def _payload(item: Any) -> dict[str, Any]:
    return {"content_type": ContentType.objects.get_for_model(type(item)).pk, "object": str(item.pk)}


def _subject(item: Any) -> str:
    return f"{item._meta.label_lower}:{item.pk}"


def _refuse(revision: Revision, refusal: NotPublishable) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    after = {"revision": revision.pk, "reasons": list(dict.fromkeys(refusal.errors.values()))}
    entry = audit_log.record(actor=None, action=REFUSED, subject=refusal.page, after=after)
    for person in _people_to_tell(revision):
        context = {"page": refusal.page, "reasons": after["reasons"], "url": _edit_url(refusal.page)}
        notify(
            key=f"{CATEGORY}:{entry.pk}:{person.pk}",
            category=CATEGORY,
            address=person.email,
            subject=f"Penerbitan terjadwal ditolak: {refusal.page.title}",
            body_text=render_to_string("core/publishing/mail/schedule_refused.txt", context).strip(),
            recipient=person,
        )


def _people_to_tell(revision: Revision) -> list[Any]:
    """Whoever approved the time; when the system did, all approvers."""
    active = get_user_model()._default_manager.filter(is_active=True)
    entry = AuditEntry.objects.filter(action=SCHEDULED, subject_id=revision.object_id, after__revision=revision.pk).first()
    approver = active.filter(pk=entry.actor_id or 0).first() if entry is not None else None
    return [approver] if approver is not None else list(active.filter(groups__name=roles.CONTENT_APPROVER))


def _edit_url(page: Page) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])
