"""Wagtail's pages, served without asking for the site and its front page each time."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from core.kept import Kept

_sites: Kept[tuple[str, str], Site] = Kept(most=20)


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view. The front page itself is read anew: its instance is the one that would be kept."""
    if path:
        # Where Wagtail's own Site.find_for_request keeps it; HttpRequest doesn't know the attribute.
        request._wagtail_site = _sites.get((request.get_host(), request.get_port()), lambda: _site_with_root(request))  # type: ignore[attr-defined]
    response: HttpResponseBase = serve(request, path)
    return response


def _site_with_root(request: HttpRequest) -> Site | None:
    site = Site.find_for_request(request)
    if site is not None:
        site.root_page.specific  # noqa: B018 - looks it up; ``route`` is asked of it
    return site
