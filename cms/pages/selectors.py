"""Reads of simple pages, each in a constant number of queries."""

from django.http import HttpRequest
from wagtail.models import Page as TreePage
from wagtail.models import Site
from wagtail.query import PageQuerySet

from cms.pages.models.contact import OfficeContact
from cms.pages.models.info import InfoPage

HOME_DEPTH = 2


def office_contact(request: HttpRequest) -> OfficeContact:
    """Contact data of the site, or an unsaved empty row: Wagtail's ``for_request`` would insert one on a GET."""
    site = Site.find_for_request(request)
    return OfficeContact.objects.filter(site=site).first() or OfficeContact(site=site)


def breadcrumb_items(page: TreePage) -> list[dict[str, str]]:
    """Breadcrumb items from the front page down; the last one, the page itself, has no URL.

    Uses ``get_parent``, which routing has already cached for a served page.
    """
    items = [{"label": page.title}]
    while page.depth > HOME_DEPTH:
        page = page.get_parent()
        items.insert(0, {"label": "Beranda" if page.depth == HOME_DEPTH else page.title, "url": page.url})
    return items


def pages_below(page: InfoPage) -> "PageQuerySet[InfoPage]":
    """Public child pages of ``page`` in tree order."""
    return InfoPage.objects.child_of(page).live().public().defer_streamfields().order_by("path")
