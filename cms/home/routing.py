"""Routing of the page tree in two queries at any depth; Wagtail takes two queries a level.

The first query, which resolves the path, is cached in the process; the page itself is read each time.
"""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.django_patches.ancestors import set_parent
from core.pages.process_cache import ProcessCache
from core.publishing.pages import HISTORY, GatedPage

# Fields of ancestors needed for URLs, titles and view restrictions.
_ANCESTOR_FIELDS = ("path", "depth", "numchild", "title", "slug", "url_path", "live", "content_type", "alias_of")


@dataclass(frozen=True)
class _Route:
    """A resolved path: the page (only ``_ANCESTOR_FIELDS``) and its ancestors, nearest first; None is the front page."""

    target: Page
    ancestors: tuple[Page | None, ...]


_routes: ProcessCache[str, _Route] = ProcessCache(max_entries=5_000)


class SingleQueryRouteMixin:
    """For the front page: resolves a page and its ancestors in one query, then reads the specific page.

    Falls back to Wagtail's routing, which raises Http404, for a path without a page.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        page = self._page_at(path_components) if path_components else None
        if page is not None:
            return page.route(request, [])
        return self._history_at(request, path_components) or super().route(request, path_components)  # type: ignore[misc]

    def _history_at(self, request: HttpRequest, path_components: list[str]) -> RouteResult | None:
        """The history of a page or one of its past versions: the path of the page followed by ``riwayat``."""
        if HISTORY not in path_components[1:][-2:]:
            return None
        end = len(path_components) - 1 - path_components[::-1].index(HISTORY)
        page = self._page_at(path_components[:end])
        return page.route(request, path_components[end:]) if isinstance(page, GatedPage) else None

    def _page_at(self, slugs: list[str]) -> Page | None:
        """The page at ``slugs`` below this one, with its ancestors cached for treebeard's ``get_parent``."""
        address = self.url_path + "".join(f"{slug}/" for slug in slugs)  # type: ignore[attr-defined]
        route = _routes.get(address, lambda: self._resolve(address, slugs))
        if route is None:
            return None
        try:
            page: Page = route.target.get_specific(copy_attrs=())
        except Page.DoesNotExist:  # deleted since
            return None
        for below, above in pairwise([page, *(one or self for one in route.ancestors)]):
            set_parent(below, above)
        return page if page.url_path == address else None

    def _resolve(self, address: str, slugs: list[str]) -> _Route | None:
        found = {page.path: page for page in self._candidates(slugs)}
        target = next((page for page in found.values() if page.url_path == address), None)
        if target is None:
            return None
        above = _ancestor_paths(target.path)
        # ``path`` is Page's, which this class is mixed into.
        if set(above) - found.keys() - {self.path}:  # type: ignore[attr-defined]
            return None
        return _Route(target, tuple(found.get(path) for path in above))

    def _candidates(self, slugs: list[str]) -> QuerySet[Page]:
        """Pages that match a part of the path by depth and slug, and the ancestors of the front page."""
        named = Q(path__in=_ancestor_paths(self.path))  # type: ignore[attr-defined]
        for depth, slug in enumerate(slugs, start=self.depth + 1):  # type: ignore[attr-defined]
            named |= Q(depth=depth, slug=slug)
        return Page.objects.filter(named).only(*_ANCESTOR_FIELDS)


def _ancestor_paths(path: str) -> list[str]:
    """Tree paths of all ancestors, nearest first."""
    return [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]
