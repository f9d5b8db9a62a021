"""Reads that more than one page of the information site needs. None grows its queries with the number of rows."""

from collections.abc import Iterable

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest
from wagtail.models import Page as TreePage
from wagtail.models import Site
from wagtail.query import PageQuerySet

from cms.models.office import OfficeContact
from cms.models.service import ServicePage
from cms.models.work_unit import WorkUnitPage

SERVICES_A_PAGE = 24
HOME_DEPTH = 2
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
    paginator = Paginator(services.only(*_TREE_FIELDS), SERVICES_A_PAGE)
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


def office_contact(request: HttpRequest) -> OfficeContact:
    """The office's addresses as staff keep them. Wagtail's own way would write a blank row on the first visit."""
    site = Site.find_for_request(request)
    return OfficeContact.objects.filter(site=site).first() or OfficeContact(site=site)


def trail(page: TreePage) -> list[dict[str, str]]:
    """Breadcrumb items from the front page down; the last, the page itself, has no address.

    Walks up by parents, which the way to a served page has already fetched.
    """
    items = [{"label": page.title}]
    while page.depth > HOME_DEPTH:
        page = page.get_parent()
        items.insert(0, {"label": "Beranda" if page.depth == HOME_DEPTH else page.title, "url": page.url})
    return items
