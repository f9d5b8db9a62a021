"""The step of a workflow in which a second person approves."""

from typing import Any

from django.db import transaction
from wagtail.models import AbstractGroupApprovalTask, TaskState

from core.publishing.approval import approving, without_own_approval


class SecondPersonTask(AbstractGroupApprovalTask):
    """Members of the chosen groups approve, except what they have written themselves.

    The publication behind it is checked once more (``core.publishing.action``): a workflow made of Wagtail's own kind of
    task lets nobody past either, it only hides the button less well.
    """

    class Meta:
        verbose_name = "persetujuan orang kedua"
        verbose_name_plural = "persetujuan orang kedua"

    @classmethod
    def get_description(cls) -> str:
        return "Anggota kelompok yang dipilih menyetujui, kecuali perubahan mereka sendiri"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        return without_own_approval(super().get_actions(obj, user), page=obj, user=user)

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Raises NotPublishable if the approver wrote it, somebody was faster, or the page changed since it was sent in."""
        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        with approving(task_state, user=user, reason=kwargs.get("comment", "")):
            return super().on_action(task_state, user, action_name, **kwargs)
