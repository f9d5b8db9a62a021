"""Reads that more than one page of the information site needs. None grows its queries with the number of rows."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from wagtail.models import Page as TreePage
from wagtail.query import PageQuerySet

from cms.models import ServicePage, WorkUnitPage

SERVICES_A_PAGE = 24


def live_units() -> "PageQuerySet[WorkUnitPage]":
    """Published, unrestricted work units in the editors' order."""
    return WorkUnitPage.objects.live().public().order_by("path")


def live_services() -> "PageQuerySet[ServicePage]":
    """Published, unrestricted services in the editors' order."""
    return ServicePage.objects.live().public().order_by("path")


def services_page(*, below: TreePage, number: str) -> Page:
    """One page of the services under ``below``.

    Raises Http404 for a number that doesn't exist: a shown last page would have as many addresses as there are numbers,
    and each would be cached.
    """
    paginator = Paginator(live_services().descendant_of(below), SERVICES_A_PAGE)
    try:
        return paginator.page(number)
    except InvalidPage:
        raise Http404 from None


def trail(page: TreePage) -> list[dict[str, str]]:
    """Breadcrumb items from the front page down; the last, the page itself, has no address."""
    above = page.get_ancestors().filter(depth__gt=1).live()
    return [{"label": ancestor.title, "url": ancestor.url} for ancestor in above] + [{"label": page.title}]
