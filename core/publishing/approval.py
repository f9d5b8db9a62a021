"""The rules of the workflow step in which a second person approves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail.models import Page, TaskState

from core.publishing.action import because
from core.publishing.authors import authors_since_publication, says_the_same
from core.publishing.checks import four_eyes_errors, refuse
from core.publishing.errors import GENERAL
from core.publishing.pages import SecondPersonPage

Actions = list[tuple[str, str, bool]]


def without_own_approval(actions: Actions, *, page: Any, user: Any) -> Actions:
    """No "approve" for whoever wrote the change; a superuser is asked for the reason."""
    if not actions or not isinstance(page, SecondPersonPage) or user.pk not in authors_since_publication(page):
        return actions
    left = [action for action in actions if action[0] != "approve"]
    if user.is_superuser:
        left.append(("approve", "Setujui perubahan sendiri, dengan alasan", True))
    return left


@contextmanager
def approving(task_state: TaskState, *, user: Any, reason: str) -> Iterator[None]:
    """One approval at a time; what is approved is what was sent in. Raises NotPublishable."""
    subject = task_state.workflow_state.content_object
    page = getattr(subject, "specific", subject)
    if not isinstance(page, SecondPersonPage):
        yield
        return
    Page.objects.select_for_update().get(pk=page.pk)
    if TaskState.objects.values_list("status", flat=True).get(pk=task_state.pk) != TaskState.STATUS_IN_PROGRESS:
        refuse(page, {GENERAL: "Pengajuan ini sudah diputuskan orang lain."})
    newest = page.revisions.order_by("created_at", "pk").last()
    if not says_the_same(newest, task_state.revision):
        refuse(page, {GENERAL: "Halaman ini berubah setelah diajukan. Mulai ulang alurnya supaya versi terbaru diperiksa."})
    if user is not None:
        is_own = user.pk in authors_since_publication(page)
        refuse(page, four_eyes_errors(user=user, is_own=is_own, reason=reason))
    with because(reason):
        yield
