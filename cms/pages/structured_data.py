"""schema.org descriptions of simple pages: the questions of the FAQ page, the office and how it is reached."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StructValue
from wagtail.rich_text import get_text_for_indexing

from cms.pages.counter import Counter
from cms.pages.models.contact import OfficeContact
from cms.pages.models.faq import FaqPage

Node = dict[str, object]


def as_script_text(node: Node) -> SafeString:
    """JSON escaped for a script element."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308 - escaped above, as Django's json_script does


def without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {key: without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    return value


def office_node(counter: Counter, *, url: str) -> Node:
    """``GovernmentOffice`` of the contact page."""
    node: Node = without_blanks({"@context": "https://schema.org", **place_node(counter), "url": url})
    return node


def place_node(counter: Counter) -> Node:
    """Address, opening hours and ways to write or call; properties without a value are blank."""
    whatsapp = {
        "@type": "ContactPoint",
        "contactType": "WhatsApp",
        "telephone": counter.whatsapp,
        "url": counter.whatsapp_link,
    }
    return {
        "@type": "GovernmentOffice",
        "name": counter.name,
        "address": address_node(counter) if counter.street else None,
        "hasMap": counter.map_link,
        "openingHours": [value for line in counter.hours for value in line.schema_org],
        "telephone": [phone.text for phone in counter.phones],
        "email": counter.email,
        "contactPoint": whatsapp if counter.whatsapp else None,
    }


def address_node(place: Counter | OfficeContact) -> Node:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "addressLocality": place.city,
        "postalCode": place.postal_code,
        "addressCountry": "ID",
    }


def faq_node(page: FaqPage) -> Node:
    """``FAQPage`` with every question in the page's order."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": page.title,
        "url": page.full_url,
        "mainEntity": [_question(item) for group in page.groups for item in group.value["questions"]],
    }


def _question(item: StructValue) -> Node:
    return {
        "@type": "Question",
        "name": item["question"],
        "acceptedAnswer": {"@type": "Answer", "text": plain_text(item["answer"].source)},
    }


def plain_text(markup: str) -> str:
    return " ".join(get_text_for_indexing(markup).split())
