"""Wagtail's pages, served without asking for the site and its front page each time."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from core.pages.process_cache import ProcessCache

_sites: ProcessCache[tuple[str, str], Site] = ProcessCache(max_entries=20)


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view. For the front page itself, which shows its fields, the site is read anew."""
    if path:
        # Where Wagtail's own Site.find_for_request keeps it; HttpRequest doesn't know the attribute.
        request._wagtail_site = site_of(request)  # type: ignore[attr-defined]
    response: HttpResponseBase = serve(request, path)
    return response


def site_of(request: HttpRequest) -> Site | None:
    """The site of this host and port, with its root page in both forms, from the process cache."""
    return _sites.get((request.get_host(), request.get_port()), lambda: _site_with_root(request))


def _site_with_root(request: HttpRequest) -> Site | None:
    site = Site.find_for_request(request)
    if site is not None:
        site.root_page.specific  # noqa: B018 - looks it up; ``route`` is asked of it
    return site
