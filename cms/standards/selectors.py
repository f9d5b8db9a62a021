"""Reads that more than one page of the information site needs. None grows its queries with the number of rows."""

from collections.abc import Iterable

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from wagtail.query import PageQuerySet

from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage

SERVICES_PER_PAGE = 24


_TREE_FIELDS = ("path", "depth", "title", "slug", "url_path", "live", "content_type", "locale")


CARD_FIELDS = (
    *("summary", "requirements", "durations", "durations_are_alternatives"),
    *("fee_amount", "fee_basis", "fee_words"),
)


def live_units() -> "PageQuerySet[WorkUnitPage]":
    """Published, unrestricted work units in the editors' order."""
    return WorkUnitPage.objects.live().public().order_by("path")


def live_services() -> "PageQuerySet[ServicePage]":
    """Published, unrestricted services in the editors' order."""
    return ServicePage.objects.live().public().order_by("path")


def services_page(*, services: "PageQuerySet[ServicePage]", number: str) -> Page:
    """One page of ``services``, read with what tells where they stand; ``card_rows`` reads what a card says.

    Raises Http404 for a number that doesn't exist: a shown last page would have as many addresses as there are numbers,
    and each would be cached.
    """
    paginator = Paginator(services.only(*_TREE_FIELDS), SERVICES_PER_PAGE)
    try:
        return paginator.page(number)
    except InvalidPage:
        raise Http404 from None


def card_rows(keys: Iterable[int]) -> "PageQuerySet[ServicePage]":
    """These services with what a card says and nothing else."""
    return ServicePage.objects.filter(pk__in=keys).only(*CARD_FIELDS)


def by_unit(pages: Iterable[ServicePage]) -> list[tuple[WorkUnitPage, list[ServicePage]]]:
    """The services under their units, without asking the database for each one's parent; empty units are left out.

    A withdrawn unit is there, too: its services are still public.
    """
    services = list(pages)
    units = WorkUnitPage.objects.filter(path__in={page.path[: -page.steplen] for page in services}).order_by("path")
    return [(unit, [page for page in services if page.path.startswith(unit.path)]) for unit in units]
