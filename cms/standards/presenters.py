"""Template context of service pages, each in a constant number of queries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest

from cms.pages.selectors import breadcrumb_items, office_contact
from cms.pages.structured_data import as_script_text
from cms.standards.contact import counter_of
from cms.standards.durations import duration_lines, span_text
from cms.standards.fees import Fee
from cms.standards.filters import filtered
from cms.standards.flow_chart import flow_chart
from cms.standards.letter import asks_for_letter, has_letter
from cms.standards.models.service import ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from cms.standards.selectors import by_unit, card_rows, live_services, services_page, unit_of
from cms.standards.structured_data import government_service
from core.pages.process_cache import ProcessCache

MAX_NAMED_REQUIREMENTS = 3
MAX_NAMED_LENGTH = 70

Line = tuple[str, str]
"""A line of a fact: label (may be empty) and text."""


class Fact(TypedDict):
    """``href``: where the whole is, when ``lines`` only count it."""

    label: str
    icon: str
    lines: list[Line]
    value: str
    href: str


def requirement_fact(page: ServicePage) -> list[Line]:
    """Requirements by name if they are few and short, else their number, by group."""
    groups = [
        (_audience_name(group.value["title"]), [str(item) for item in group.value["items"]]) for group in page.requirements
    ]
    if len(groups) > 1:
        return [(whom, f"{len(items)} syarat") for whom, items in groups]
    items = groups[0][1] if groups else []
    names = ", ".join(items)
    is_short = len(items) <= MAX_NAMED_REQUIREMENTS and len(names) <= MAX_NAMED_LENGTH
    return [("", names if is_short else f"{len(items)} syarat")] if items else [("", "Belum diisi")]


def _audience_name(title: str) -> str:
    """ "Koperasi" for "Persyaratan untuk Koperasi", as the fact has the label "Syarat"."""
    return title.removeprefix("Persyaratan untuk ").strip(" :")


def duration_fact(page: ServicePage) -> list[Line]:
    spans = [span.value for span in page.durations]
    return duration_lines(spans, are_alternatives=page.durations_are_alternatives) or [("", "Belum diisi")]


def facts(page: ServicePage) -> list[Fact]:
    """Requirements, duration and fee."""
    joined = " " if page.durations_are_alternatives else "; "
    lines = requirement_fact(page)
    return [
        _fact("Syarat", "syarat", lines, href="#persyaratan" if _is_count(lines) else ""),
        _fact("Waktu", "waktu", duration_fact(page), joined),
        _fact("Biaya", "biaya", [("", Fee.of(page).text)]),
    ]


def _is_count(lines: list[Line]) -> bool:
    return any(re.fullmatch(r"\d+ syarat", text) for _, text in lines)


def _fact(label: str, icon: str, lines: list[Line], joined: str = "; ", *, href: str = "") -> Fact:
    """``value`` is the text on one line, for cards."""
    value = joined.join(f"{part}: {text}" if part else text for part, text in lines)
    return {"label": label, "icon": icon, "lines": lines, "value": value, "href": href}


@dataclass(frozen=True)
class CardContent:
    text: str
    facts: list[Fact]


_card_contents: ProcessCache[int, CardContent] = ProcessCache()
"""Cards of public services until a page is published: formatting costs more than reading the rows."""


def card_contents(pages: Iterable[ServicePage]) -> dict[int, CardContent]:
    """Contents of the cards by page."""
    return _card_contents.get_many(
        (page.pk for page in pages),
        lambda missing: {page.pk: CardContent(page.summary, facts(page)) for page in card_rows(missing)},
    )


def cards(pages: Iterable[ServicePage], words: Mapping[int, CardContent], request: HttpRequest) -> list[dict[str, object]]:
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "text": words[page.pk].text,
            "facts": words[page.pk].facts,
        }
        for page in pages
        if page.pk in words  # else deleted between the two queries
    ]


def requirement_groups(page: ServicePage) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Title and items of each group; an item comes with whether it asks for the letter of ``cms.standards.letter``."""
    groups = [(group.value["title"], group.value["items"]) for group in page.requirements]
    return [(title, [(str(item), asks_for_letter(str(item))) for item in items]) for title, items in groups]


def steps(page: ServicePage) -> list[dict[str, str]]:
    return [{"title": step.value["text"], "text": step.value["actor"] or ""} for step in page.procedure]


def service_page_context(page: ServicePage, request: HttpRequest) -> dict[str, object]:
    """The page of one service. ``requirements``: by group, each item with whether it is the letter that we offer."""
    breadcrumb = breadcrumb_items(page)
    office = office_contact(request)
    audiences = page.checked_audiences
    bases = [link.legal_basis for link in page.legal_basis_links.select_related("legal_basis__changed_by")]
    unit = breadcrumb[-2]
    counter = counter_of(unit_of(page), office)
    node = government_service(page, unit=unit["label"], audiences=audiences, office=office, counter=counter)
    return {
        "breadcrumb": breadcrumb,
        "unit": unit,
        "facts": facts(page),
        "requirements": requirement_groups(page),
        "has_letter": has_letter(page),
        "fee": Fee.of(page),
        "counter": counter,
        "steps": steps(page),
        "chart": flow_chart([(step.value["text"], step.value["actor"] or "") for step in page.procedure]),
        "spans": [span_text(span.value) for span in page.durations],
        "legal_bases": bases,
        "audiences": audiences,
        "structured_data": as_script_text(node),
    }


def service_index_context(page: ServiceIndexPage, request: HttpRequest) -> dict[str, object]:
    """One page of the filtered services, grouped by unit."""
    found = filtered(live_services().descendant_of(page), request.GET)
    page_obj = services_page(services=found.services, number=request.GET.get("page", "1"))
    words = card_contents(page_obj)
    groups = [
        {"unit": unit, "url": unit.get_url(request), "cards": cards(own, words, request)} for unit, own in by_unit(page_obj)
    ]
    return {"breadcrumb": breadcrumb_items(page), "page_obj": page_obj, "groups": groups, "found": found}


def work_unit_context(page: WorkUnitPage, request: HttpRequest) -> dict[str, object]:
    """One page of a unit's services."""
    page_obj = services_page(services=live_services().descendant_of(page), number=request.GET.get("page", "1"))
    return {
        "breadcrumb": breadcrumb_items(page),
        "page_obj": page_obj,
        "cards": cards(page_obj, card_contents(page_obj), request),
    }
