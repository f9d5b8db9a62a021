"""Reads of work units and services, each in a constant number of queries."""

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
    """Public work units in tree order."""
    return WorkUnitPage.objects.live().public().order_by("path")


def live_services() -> "PageQuerySet[ServicePage]":
    """Public services in tree order."""
    return ServicePage.objects.live().public().order_by("path")


def services_page(*, services: "PageQuerySet[ServicePage]", number: str) -> Page:
    """One page of ``services`` with tree fields only; ``card_rows`` reads the fields of cards.

    Raises Http404 for an invalid number: a fallback to the last page would be cached under any number of URLs.
    """
    paginator = Paginator(services.only(*_TREE_FIELDS), SERVICES_PER_PAGE)
    try:
        return paginator.page(number)
    except InvalidPage:
        raise Http404 from None


def card_rows(keys: Iterable[int]) -> "PageQuerySet[ServicePage]":
    """These services with the fields of cards only."""
    return ServicePage.objects.filter(pk__in=keys).only(*CARD_FIELDS)


def by_unit(pages: Iterable[ServicePage]) -> list[tuple[WorkUnitPage, list[ServicePage]]]:
    """Services grouped by unit in one query, without empty units.

    Includes unpublished units: their services are still public.
    """
    services = list(pages)
    units = WorkUnitPage.objects.filter(path__in={page.path[: -page.steplen] for page in services}).order_by("path")
    return [(unit, [page for page in services if page.path.startswith(unit.path)]) for unit in units]


def unit_of(page: ServicePage) -> WorkUnitPage | None:
    """The unit above ``page`` with its own fields. Routing has cached the parent, with fields of the tree only."""
    return WorkUnitPage.objects.filter(pk=page.get_parent().pk).first()
