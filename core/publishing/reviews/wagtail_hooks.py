"""Where reviews show in the admin: menus of a page, its history, the front page, and one's own settings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.documents.formatting import tanggal
from core.publishing.reviews.fields import Reviewed
from core.publishing.reviews.forms import ReminderForm
from core.publishing.reviews.panel import ReviewsPanel
from core.publishing.reviews.services import LOG_ACTION, may_mark_reviewed
from core.publishing.reviews.views import MarkReviewedView


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    return [path("peninjauan/<int:page_id>/", MarkReviewedView.as_view(), name="core_mark_reviewed")]


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    if isinstance(page, Reviewed) and may_mark_reviewed(user, page):
        url = reverse("core_mark_reviewed", args=[page.pk])
        yield Button("Tandai sudah ditinjau", url=url, icon_name="check", priority=45)


@hooks.register("construct_homepage_panels")
def add_panel(request: Any, panels: list[Any]) -> None:
    panels.append(ReviewsPanel())


@hooks.register("register_account_settings_panel")
class ReminderSettingsPanel(BaseSettingsPanel):
    """For whoever may edit pages: the switch of the reminders."""

    name = "reviews"
    title = "Pengingat peninjauan"
    tab = notifications_tab
    order = 200
    form_class = ReminderForm

    def is_active(self) -> bool:
        return page_permission_policy.user_has_permission(self.user, "change")


@hooks.register("register_log_actions")
def register_review_action(actions: Any) -> None:
    actions.register_action(LOG_ACTION)(ReviewFormatter)


class ReviewFormatter(LogFormatter):
    """How a review reads in the page's history."""

    label = "Tandai sudah ditinjau"

    def format_message(self, log_entry: Any) -> str:
        day, due = (tanggal(date.fromisoformat(log_entry.data[name])) for name in ("reviewed_on", "review_due"))
        return f"Ditinjau pada {day}, berikutnya paling lambat {due}"

    def format_comment(self, log_entry: Any) -> str:
        return log_entry.data.get("note", "")
