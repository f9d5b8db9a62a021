"""Staff screens of core: background work, the outbox, the audit trail, the search's words, the files of lessons; what the
gate adds to the page editor, and what is checked while somebody writes."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from core.admin.allowed_hosts import AllowedHostViewSet
from core.admin.content_checks import SiteContentChecker
from core.admin.media_choosers import MEDIA_CHOOSERS, MediaChooserViewSet
from core.admin.media_files import MediaFileViewSet
from core.admin.search_words import SearchWordsGroup
from core.admin.viewsets import OperationsGroup
from core.publishing.action import OVERRIDDEN
from core.publishing.authors import authors_since_publication
from core.publishing.pages import SecondPersonPage
from core.publishing.reviews import hooks as review_hooks  # noqa: F401  registers its screens


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_viewset")
def register_operations() -> OperationsGroup:
    return OperationsGroup()


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


@hooks.register("register_admin_viewset")
def register_search_words() -> SearchWordsGroup:
    return SearchWordsGroup()


@hooks.register("construct_reports_menu")
def without_search_terms(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's report of what people searched stays empty: searches are not stored (core.services.missed_queries)."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("construct_wagtail_userbar")
def use_our_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    items[:] = [
        SiteContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("register_admin_viewset")
def register_media_files() -> MediaFileViewSet:
    return MediaFileViewSet()


@hooks.register("register_admin_viewset")
def register_media_choosers() -> list[MediaChooserViewSet]:
    return list(MEDIA_CHOOSERS)


@hooks.register("register_admin_viewset")
def register_allowed_hosts() -> AllowedHostViewSet:
    return AllowedHostViewSet()
