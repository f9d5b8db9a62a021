"""schema.org descriptions of our pages, made from their fields and from nothing else."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from cms.durations import iso_range
from cms.models import OfficeContact, ServicePage

Node = dict[str, Any]


def government_service(page: ServicePage, *, unit: str, audiences: list[str], office: OfficeContact) -> Node:
    """``GovernmentService`` with its channels, price and output. Properties without a value are left out."""
    return _without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": page.title,
            "description": page.summary,
            "url": page.full_url,
            "serviceOperator": {"@type": "GovernmentOrganization", "name": unit},
            "provider": _provider(page, office),
            "audience": [{"@type": "Audience", "audienceType": name} for name in audiences],
            "serviceOutput": {"@type": "Thing", "name": page.product} if page.product else None,
            "offers": _offer(page),
            "availableChannel": _channel(page),
        }
    )


def as_script_text(node: Node) -> SafeString:
    """JSON that can't end the script element it stands in, whatever an editor typed."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308 - escaped above, as Django's json_script does


def _provider(page: ServicePage, office: OfficeContact) -> Node:
    address = {
        "@type": "PostalAddress",
        "streetAddress": office.street,
        "addressLocality": office.city,
        "postalCode": office.postal_code,
        "addressCountry": "ID",
    }
    return {
        "@type": "GovernmentOrganization",
        "name": office.name,
        "url": office.website,
        "address": address if office.street else None,
        "contactPoint": [
            {"@type": "ContactPoint", "contactType": "Pengaduan", "name": channel.value["name"], "url": channel.value["url"]}
            for channel in page.complaint_channels
        ],
    }


def _offer(page: ServicePage) -> Node | None:
    if page.fee_amount is None:
        return None
    return {"@type": "Offer", "price": page.fee_amount, "priceCurrency": "IDR", "description": page.fee_words}


def _channel(page: ServicePage) -> Node | None:
    """Where the service starts, and the longest time it takes when every span is a number."""
    longest = [iso_range(span.value) for span in page.durations]
    times = [span[1] for span in longest if span]
    node = {
        "@type": "ServiceChannel",
        "serviceUrl": page.action_url,
        "processingTime": times[0] if len(times) == len(longest) == 1 else None,
    }
    return node if page.action_url or times else None


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {key: _without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in ("", None, [], {})}
    if isinstance(value, list):
        return [_without_blanks(item) for item in value]
    return value
