"""Old addresses lead to the new ones: straight there, never in a circle.

Wagtail writes a redirect for every live page whose address changes. A redirect to a page always names the page's present
address; those to an address (written by staff) may point at another old one, so they are followed here to their end.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

MOST_STEPS = 10


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Answers a 404 with the way to go, if there is one. Innermost, so that caches and headers see the finished answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        found = destination(request) if response.status_code == 404 else None
        if found is None:
            return response
        kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        # Browsers keep a permanent redirect for ever; when a page goes back to its old address, they would turn in a circle.
        return kind(found.link, headers={"Cache-Control": "no-cache"})


def destination(request: HttpRequest) -> Redirect | None:
    """The redirect whose target answers; None when there is none, its page is hidden, or the way leads in a circle."""
    address, last = request.get_full_path(), None
    seen: set[str] = set()
    while (found := _redirect_from(request, address)) is not None:
        seen.add(Redirect.normalise_path(urlsplit(address).path))
        if found.redirect_page_id and not found.redirect_page.live:
            return None
        link = found.link
        if not link or _path_here(request, link) in seen or len(seen) > MOST_STEPS:
            return None
        last, path = found, _path_here(request, link)
        if path is None or found.redirect_page_id or _answers(request, path):
            break
        address = path
    return last


def _redirect_from(request: HttpRequest, address: str) -> Redirect | None:
    """As Wagtail looks: first with the query, then without."""
    path = Redirect.normalise_path(address, decode_unicode=False)
    found = get_redirect(request, path)
    plain = urlsplit(path).path
    return found or (get_redirect(request, plain) if plain != path else None)


def _path_here(request: HttpRequest, link: str) -> str | None:
    """The normalised path of a link into this site; None for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.netloc and parts.netloc not in {request.get_host(), urlsplit(settings.SITE_URL).netloc}:
        return None
    return Redirect.normalise_path(parts.path)


def _answers(request: HttpRequest, path: str) -> bool:
    """Whether a view of ours or a live page stands at ``path``."""
    try:
        if resolve(f"{path.rstrip('/')}/").view_name != "wagtail_serve":
            return True
    except Resolver404:
        return False
    site = Site.find_for_request(request)
    url_path = f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/" if site else ""
    return Page.objects.live().filter(url_path=url_path).exists()
