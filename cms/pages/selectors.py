"""Reads of news and simple pages, each with a fixed number of queries."""

from django.http import HttpRequest
from wagtail.models import Page as TreePage
from wagtail.models import Site
from wagtail.query import PageQuerySet

from cms.pages.models.contact import OfficeContact
from cms.pages.models.info import InfoPage

HOME_DEPTH = 2


def office_contact(request: HttpRequest) -> OfficeContact:
    """The office's addresses as staff keep them. Wagtail's own way would write a blank row on the first visit."""
    site = Site.find_for_request(request)
    return OfficeContact.objects.filter(site=site).first() or OfficeContact(site=site)


def breadcrumb_items(page: TreePage) -> list[dict[str, str]]:
    """Breadcrumb items from the front page down; the last, the page itself, has no address.

    Walks up by parents, which the way to a served page has already fetched.
    """
    items = [{"label": page.title}]
    while page.depth > HOME_DEPTH:
        page = page.get_parent()
        items.insert(0, {"label": "Beranda" if page.depth == HOME_DEPTH else page.title, "url": page.url})
    return items


def pages_below(page: InfoPage) -> "PageQuerySet[InfoPage]":
    """The published simple pages under ``page``, in the editors' order."""
    return InfoPage.objects.child_of(page).live().public().defer_streamfields().order_by("path")
