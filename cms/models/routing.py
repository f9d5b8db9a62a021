"""A shorter way through our page tree: two queries to any page, however deep, where Wagtail asks twice a level."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

# What the way to a page needs of the pages above it: address, title, and whose view restrictions apply.
_ANCESTOR_FIELDS = ("path", "depth", "numchild", "title", "slug", "url_path", "live", "content_type", "alias_of")


class WholeWayRoute:
    """For the site's front page: finds a page and all that stand above it in one query, then the page by its type.

    Goes Wagtail's way, and leaves the 404 to it, where the address names no page.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        page = self._page_at(path_components) if path_components else None
        if page is None:
            return super().route(request, path_components)  # type: ignore[misc]
        return page.route(request, [])

    def _page_at(self, slugs: list[str]) -> Page | None:
        """The page whose slugs from here down are ``slugs``, knowing the pages above it (where treebeard looks first)."""
        found = {page.path: page for page in self._on_the_way(slugs)}
        address = self.url_path + "".join(f"{slug}/" for slug in slugs)  # type: ignore[attr-defined]
        target = next((page for page in found.values() if page.url_path == address), None)
        if target is None:
            return None
        page: Any = target.specific
        below = page
        for path in _paths_above(page.path):
            above: Any = self if path == self.path else found.get(path)  # type: ignore[attr-defined]
            if above is None:
                return None
            below._cached_parent_obj = above
            below = above
        return page

    def _on_the_way(self, slugs: list[str]) -> QuerySet[Page]:
        """Pages at the depth and with the slug of some part of the address, and what stands above the front page."""
        named = Q(path__in=_paths_above(self.path))  # type: ignore[attr-defined]
        for depth, slug in enumerate(slugs, start=self.depth + 1):  # type: ignore[attr-defined]
            named |= Q(depth=depth, slug=slug)
        return Page.objects.filter(named).only(*_ANCESTOR_FIELDS)


def _paths_above(path: str) -> list[str]:
    """The tree paths of all ancestors, the nearest first."""
    return [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]


class KnownAncestors:
    """For a page that was reached by WholeWayRoute: whose view restrictions apply needs no look at the tree."""

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Those of the page and of every page above it, as Wagtail's, which is asked wherever an alias is involved."""
        ids = self._ids_from_the_top()
        if ids is None:
            return super().get_view_restrictions()  # type: ignore[misc]
        return PageViewRestriction.objects.filter(page_id__in=ids)

    def _ids_from_the_top(self) -> list[int] | None:
        """None when the pages above aren't at hand or one is an alias. The root of the tree is found by its path."""
        page: Any = self
        ids = []
        while page.depth > 1:
            if page.alias_of_id is not None or (parent := getattr(page, "_cached_parent_obj", None)) is None:
                return None
            ids.append(page.pk)
            page = parent
        return [*ids, page.pk]
