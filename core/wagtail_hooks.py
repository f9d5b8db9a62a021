"""Staff screens of core: background work, the outbox, the audit trail, the search's words, the files of lessons; what the
gate adds to the page editor, and what is checked while somebody writes."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem

import core.publishing.reviews.wagtail_hooks
import core.publishing.wagtail_hooks  # noqa: F401 - registers what it defines
from core.fetching.admin import AllowedHostViewSet
from core.files.admin.choosers import MEDIA_CHOOSERS, MediaChooserViewSet
from core.files.admin.media_files import MediaFileViewSet
from core.operations.admin import OperationsGroup
from core.publishing.content_checks import SiteContentChecker
from core.search.admin import SearchWordsGroup


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_viewset")
def register_operations() -> OperationsGroup:
    return OperationsGroup()


@hooks.register("register_admin_viewset")
def register_search_words() -> SearchWordsGroup:
    return SearchWordsGroup()


@hooks.register("construct_reports_menu")
def without_search_terms(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's report of what people searched stays empty: searches are not stored
    (core.search.services.missed_queries)."""
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
