from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from core.publishing.action import OVERRIDDEN
from core.publishing.authors import authors_since_publication
from core.publishing.pages import SecondPersonPage


@hooks.register("construct_page_action_menu")
def hide_publishing_of_own_work(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever wrote the change can't publish it, and reads why at the top of the page. A superuser may, with a reason."""
    page, user = context.get("page"), request.user
    if (
        isinstance(page, SecondPersonPage)
        and page.pk
        and not user.is_superuser
        and user.pk in authors_since_publication(page)
    ):
        items[:] = [item for item in items if item.name != "action-publish"]


@hooks.register("register_log_actions")
def register_override(actions: LogActionRegistry) -> None:
    @actions.register_action(OVERRIDDEN)
    class OverrideFormatter(LogFormatter):
        """In the history of the page: a superuser published a change of their own, and why."""

        label = "Menerbitkan perubahan sendiri"

        def format_message(self, log_entry: BaseLogEntry) -> str:
            return f"{self.label}. Alasan: {log_entry.data.get('reason', '')}"
