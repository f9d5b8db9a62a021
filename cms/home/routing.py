"""A shorter way through our page tree: two queries to any page, however deep, where Wagtail asks twice a level.

The first of them, where the page lies, goes through the process cache; the page itself is read each time.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from core.django_patches.ancestors import set_parent
from core.pages.process_cache import ProcessCache
from core.publishing.pages import HISTORY, GatedPage

# What the way to a page needs of the pages above it: address, title, and whose view restrictions apply.
_ANCESTOR_FIELDS = ("path", "depth", "numchild", "title", "slug", "url_path", "live", "content_type", "alias_of")


@dataclass(frozen=True)
class _Route:
    """Where an address leads: the page, of which only ``_ANCESTOR_FIELDS`` are read, and the pages above it, the nearest
    first, with None in the place of the front page."""

    target: Page
    above: tuple[Page | None, ...]


_routes: ProcessCache[str, _Route] = ProcessCache(max_entries=5_000)


class SingleQueryRouteMixin:
    """For the site's front page: finds a page and all that stand above it in one query, then the page by its type.

    Goes Wagtail's way, and leaves the 404 to it, where the address names no page.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        page = self._page_at(path_components) if path_components else None
        if page is not None:
            return page.route(request, [])
        return self._history_at(request, path_components) or super().route(request, path_components)  # type: ignore[misc]

    def _history_at(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The history of a page, or one of its past versions: the address of the page with ``riwayat`` behind it."""
        if HISTORY not in path_components[1:][-2:]:
            return None
        end = len(path_components) - 1 - path_components[::-1].index(HISTORY)
        page = self._page_at(path_components[:end])
        return page.route(request, path_components[end:]) if isinstance(page, GatedPage) else None

    def _page_at(self, slugs: list[str]) -> Page | None:
        """The page whose slugs from here down are ``slugs``, knowing the pages above it (where treebeard looks first)."""
        address = self.url_path + "".join(f"{slug}/" for slug in slugs)  # type: ignore[attr-defined]
        way = _routes.get(address, lambda: self._way_to(address, slugs))
        if way is None:
            return None
        try:
            page: Any = way.target.get_specific(copy_attrs=())
        except Page.DoesNotExist:  # deleted since
            return None
        for below, above in pairwise([page, *(one or self for one in way.above)]):
            set_parent(below, above)
        return page if page.url_path == address else None

    def _way_to(self, address: str, slugs: list[str]) -> _Route | None:
        found = {page.path: page for page in self._on_the_way(slugs)}
        target = next((page for page in found.values() if page.url_path == address), None)
        if target is None:
            return None
        above = _paths_above(target.path)
        # ``path`` is Page's, which this class is mixed into.
        if set(above) - found.keys() - {self.path}:  # type: ignore[attr-defined]
            return None
        return _Route(target, tuple(found.get(path) for path in above))

    def _on_the_way(self, slugs: list[str]) -> QuerySet[Page]:
        """Pages at the depth and with the slug of some part of the address, and what stands above the front page."""
        named = Q(path__in=_paths_above(self.path))  # type: ignore[attr-defined]
        for depth, slug in enumerate(slugs, start=self.depth + 1):  # type: ignore[attr-defined]
            named |= Q(depth=depth, slug=slug)
        return Page.objects.filter(named).only(*_ANCESTOR_FIELDS)


def _paths_above(path: str) -> list[str]:
    """The tree paths of all ancestors, the nearest first."""
    return [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]
