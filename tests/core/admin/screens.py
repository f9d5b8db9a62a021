"""Walks the staff screens: every page of /admin/ that links lead to, each kind of screen once, as one user sees them."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page

LINK = re.compile(r'(?:href|action|data-url|data-chooser-url)="([^"#]+)"|"(/admin/[^"?#\s]*)"')

# The style guide shows developers Wagtail's components with sample text; the others answer scripts or end the session.
NOT_A_SCREEN = ("/admin/styleguide/", "/admin/logout/", "/admin/api/", "/admin/jsi18n/", "/admin/sprite/")


def screens(client: Client) -> Iterator[tuple[str, str]]:
    """(path, HTML) breadth first from the dashboard and the edit screen of one page of each type."""
    always = _edit_screens()
    waiting = [reverse("wagtailadmin_home"), *always]
    seen: set[tuple[str, ...]] = set()
    met: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if path in met:  # the menu is on every screen
            continue
        met.add(path)
        kind = (path,) if path in always else _kind(path)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = client.get(path)
        if response.status_code == 302:
            waiting.append(urlsplit(response["Location"]).path)
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            yield path, html
            waiting += _links(html)


def _edit_screens() -> list[str]:
    by_type = {page.content_type_id: page.pk for page in Page.objects.filter(depth__gt=1).order_by("-pk")}
    return [reverse("wagtailadmin_pages:edit", args=[pk]) for pk in by_type.values()]


def _kind(path: str) -> tuple[str, ...] | None:
    """The screen's name and the models named in its address, without the numbers; None for what isn't a screen."""
    if not path.startswith("/admin/") or path.startswith(NOT_A_SCREEN):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    words = [str(value) for value in match.kwargs.values()] + [str(value) for value in match.args]
    return (match.view_name, *(word for word in words if not re.search(r"\d", word)))


def _links(html: str) -> list[str]:
    return [urlsplit(unescape(first or second)).path for first, second in LINK.findall(html)]
