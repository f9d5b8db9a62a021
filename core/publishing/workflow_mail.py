"""Wagtail's messages about submitted, approved and returned pages, by our outbox: once, retried, seen when they fail.

Wagtail sends them while the editor waits and only logs what the mail server refuses. Whom they reach and which of them a
person has switched off (Akun → Notifikasi) stay Wagtail's.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin import mail
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from core.messages.services import notify
from core.messages.staff import proved_addresses

CATEGORY = "alur-kerja"


class _Outbox:
    """Mixed in before one of Wagtail's notifiers: its recipients and texts, queued instead of sent."""

    notification: str

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(instance, **kwargs)  # type: ignore[misc]
        return {**context, "key": _key(instance, self.notification)}

    def send_notifications(
        self, template_set: Mapping[str, str], context: dict[str, Any], recipients: Collection[Any], **kwargs: Any
    ) -> bool:
        addresses = proved_addresses(recipients)
        for person in sorted(recipients, key=lambda one: one.pk):
            with override(person.wagtail_userprofile.get_preferred_language()):
                subject = render_to_string(template_set["subject"], {**context, "user": person})
                body = render_to_string(template_set["text"], {**context, "user": person})
            notify(
                key=f"{context['key']}:{person.pk}",
                category=CATEGORY,
                address=addresses.get(person.pk),
                subject=subject,
                body_text=_without_gaps(body),
                recipient=person,
            )
        return True


class _TaskSubmitted(_Outbox, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class _WorkflowSubmitted(_Outbox, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class _WorkflowApproved(_Outbox, mail.WorkflowStateApprovalEmailNotifier):
    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        """With the page as it is now: the workflow's own copy was read before the approval published it."""
        context = super().get_context(instance, **kwargs)
        if "page" in context:
            context["page"] = Page.objects.get(pk=context["page"].pk).specific
        return context


class _WorkflowRejected(_Outbox, mail.WorkflowStateRejectionEmailNotifier):
    pass


_RECEIVERS = (
    (task_submitted, TaskState, _TaskSubmitted(), "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, _WorkflowSubmitted(), "workflow_state_submitted_email_notification"),
    (workflow_approved, WorkflowState, _WorkflowApproved(), "workflow_state_approved_email_notification"),
    (workflow_rejected, WorkflowState, _WorkflowRejected(), "workflow_state_rejected_email_notification"),
)


def send_by_outbox() -> None:
    """Put ours in the place of Wagtail's four receivers, which have the same ``dispatch_uid``."""
    for signal, sender, receiver, uid in _RECEIVERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def _key(instance: Any, notification: str) -> str:
    """A page can be given back and submitted again within one workflow state: each task state is an event of its own."""
    task = instance.current_task_state_id if isinstance(instance, WorkflowState) else instance.pk
    return f"{CATEGORY}:{type(instance).__name__.lower()}:{instance.pk}:{task}:{notification}"


def _without_gaps(text: str) -> str:
    """Wagtail's templates leave blank lines where their tags stood."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "\n".join(line for line, before in zip(lines, ["-", *lines], strict=False) if line or before)
