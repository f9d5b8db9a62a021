"""Stores page feedback and marks it as handled."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from core.audit.services import audit_log
from servicedesk.feedback.models import PageFeedback


@transaction.atomic
def feedback_create(*, page: Page, token: UUID, helpful: bool, remark: str = "") -> PageFeedback:
    """Store one answer. Idempotent by ``token``: a repeated submission returns the first one unchanged."""
    try:
        with transaction.atomic():
            feedback = PageFeedback.objects.create(page_id=page.pk, token=token, helpful=helpful, remark=remark)
    except IntegrityError:
        return PageFeedback.objects.get(token=token)
    audit_log.record(actor=None, action="servicedesk.feedback.created", subject=feedback, after={"helpful": helpful})
    return feedback


@transaction.atomic
def feedback_handle(*, feedback: PageFeedback, by: AbstractBaseUser) -> bool:
    """Mark as handled. False if it already is."""
    changed = PageFeedback.objects.filter(pk=feedback.pk, handled_at__isnull=True).update(
        handled_at=timezone.now(), handled_by=by.pk
    )
    if changed:
        audit_log.record(actor=by, action="servicedesk.feedback.handled", subject=feedback)
    return bool(changed)


@transaction.atomic
def feedback_reopen(*, feedback: PageFeedback, by: AbstractBaseUser) -> bool:
    """Mark as not handled. False if it already is."""
    changed = PageFeedback.objects.filter(pk=feedback.pk, handled_at__isnull=False).update(handled_at=None, handled_by=None)
    if changed:
        audit_log.record(actor=by, action="servicedesk.feedback.reopened", subject=feedback)
    return bool(changed)
