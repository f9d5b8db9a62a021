"""A screen of our own inside the admin."""

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class AdminScreen(WagtailAdminTemplateMixin):
    """Its title stands last in the trail, which is where Wagtail shows the heading of a screen."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]
