"""The parent that treebeard caches on a page: set from rows that were read anyway, and used for view restrictions."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction


def set_parent(page: Page, parent: Page) -> None:
    """``page.get_parent()`` then returns ``parent`` without a query."""
    page._cached_parent_obj = parent  # type: ignore[attr-defined]


class KnownAncestors:
    """Mix into a page class, before ``Page``. Once all parents are cached, restrictions need no look at the tree."""

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Those of the page and of every page above it; Wagtail's own method where an alias is involved."""
        ids = self._ids_from_the_top()
        if ids is None:
            return super().get_view_restrictions()  # type: ignore[misc]  # Page is mixed in after it
        return PageViewRestriction.objects.filter(page_id__in=ids)

    def _ids_from_the_top(self) -> list[int] | None:
        """None when a parent isn't cached or a page is an alias. The root of the tree is found by its path."""
        page: Any = self
        ids = []
        while page.depth > 1:
            if page.alias_of_id is not None or (parent := getattr(page, "_cached_parent_obj", None)) is None:
                return None
            ids.append(page.pk)
            page = parent
        return [*ids, page.pk]
