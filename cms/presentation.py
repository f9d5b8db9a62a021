"""The service pages put into words: what their templates show, each with a fixed number of queries."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from cms.durations import span_text
from cms.models import ServiceIndexPage, ServicePage, WorkUnitPage
from cms.selectors import by_unit, live_units, office_contact, services_page, trail
from cms.structured_data import as_script_text, government_service
from core.templatetags.site import rupiah

NAMED_REQUIREMENTS = 3


def requirement_fact(page: ServicePage) -> str:
    """The requirements by name while they are few; above that their number, so that the fact stays readable."""
    groups = [[str(item) for item in group.value["items"]] for group in page.requirements]
    items = [item for group in groups for item in group]
    if len(groups) == 1 and len(items) <= NAMED_REQUIREMENTS:
        return ", ".join(items)
    return f"{len(items)} syarat" if items else "Belum diisi"


def duration_fact(page: ServicePage) -> str:
    return "; ".join(span_text(span.value) for span in page.durations) or "Belum diisi"


def fee_fact(page: ServicePage) -> str:
    """A fee of 0 shows the decree's words; any other the amount and what it is counted by."""
    if not page.fee_amount:
        return page.fee_words or "Belum diisi"
    return f"{rupiah(page.fee_amount)} per {page.fee_basis}" if page.fee_basis else rupiah(page.fee_amount)


def facts(page: ServicePage) -> list[dict[str, str]]:
    """The three things people ask, in the order they ask them."""
    return [
        {"label": "Syarat", "icon": "syarat", "value": requirement_fact(page)},
        {"label": "Waktu", "icon": "waktu", "value": duration_fact(page)},
        {"label": "Biaya", "icon": "biaya", "value": fee_fact(page)},
    ]


def cards(pages: Iterable[ServicePage]) -> list[dict[str, Any]]:
    return [{"title": page.title, "url": page.url, "text": page.summary, "facts": facts(page)} for page in pages]


def steps(page: ServicePage) -> list[dict[str, str]]:
    return [{"title": step.value["text"], "text": step.value["actor"] or ""} for step in page.procedure]


def service_page_context(page: ServicePage, request: HttpRequest) -> dict[str, Any]:
    """The page of one service."""
    breadcrumb = trail(page)
    office = office_contact(request)
    audiences = [audience.name for audience in page.audiences.all()]
    bases = [link.legal_basis for link in page.legal_basis_links.select_related("legal_basis")]
    unit = breadcrumb[-2]["label"]
    return {
        "breadcrumb": breadcrumb,
        "unit": unit,
        "facts": facts(page),
        "steps": steps(page),
        "spans": [span_text(span.value) for span in page.durations],
        "legal_bases": bases,
        "audiences": audiences,
        "structured_data": as_script_text(government_service(page, unit=unit, audiences=audiences, office=office)),
    }


def service_index_context(page: ServiceIndexPage, request: HttpRequest) -> dict[str, Any]:
    """One page of all services, under their units."""
    page_obj = services_page(below=page, number=request.GET.get("page", "1"))
    groups = [{"unit": unit, "cards": cards(own)} for unit, own in by_unit(page_obj, live_units())]
    return {"breadcrumb": trail(page), "page_obj": page_obj, "groups": groups}


def work_unit_context(page: WorkUnitPage, request: HttpRequest) -> dict[str, Any]:
    """One page of a unit's services."""
    page_obj = services_page(below=page, number=request.GET.get("page", "1"))
    return {"breadcrumb": trail(page), "page_obj": page_obj, "cards": cards(page_obj)}
