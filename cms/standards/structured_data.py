"""schema.org description of a service, from the fields of its page."""

from urllib.parse import urljoin

from cms.pages.counter import Counter
from cms.pages.models.contact import OfficeContact
from cms.pages.structured_data import Node, address_node, place_node, without_blanks
from cms.standards.durations import iso_total
from cms.standards.fees import Fee
from cms.standards.models.service import ServicePage


def government_service(
    page: ServicePage, *, unit: str, audiences: list[str], office: OfficeContact, counter: Counter
) -> Node:
    """``GovernmentService`` with its channels, price, output and the place of ``counter``. Properties without a value are
    left out."""
    address = page.full_url
    node: Node = without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": page.title,
            "description": page.summary,
            "url": address,
            "serviceOperator": {
                "@type": "GovernmentOrganization",
                "name": unit,
                "location": place_node(counter) if counter.is_known else None,
            },
            "provider": _provider(page, office, address),
            "audience": [{"@type": "Audience", "audienceType": name} for name in audiences],
            "serviceOutput": {"@type": "Thing", "name": page.product} if page.product else None,
            "offers": _offer(page),
            "availableChannel": _channels(page, address),
        }
    )
    return node


def _provider(page: ServicePage, office: OfficeContact, base: str) -> Node:
    return {
        "@type": "GovernmentOrganization",
        "name": office.name,
        "url": office.website,
        "address": address_node(office) if office.street else None,
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "contactType": "Pengaduan",
                "name": channel.value["name"],
                "url": _absolute(base, channel.value["url"]),
            }
            for channel in page.complaint_channels
        ],
    }


def _offer(page: ServicePage) -> Node | None:
    """The fee; its basis only for a fee above 0."""
    if page.fee_amount is None:
        return None
    price = {"price": page.fee_amount, "priceCurrency": "IDR"}
    unit = Fee.of(page).unit
    counted = {"@type": "UnitPriceSpecification", **price, "unitText": unit}
    is_counted = bool(page.fee_amount and unit)
    return {
        "@type": "Offer",
        **price,
        "description": page.fee_words,
        "priceSpecification": counted if is_counted else None,
    }


def _channels(page: ServicePage, base: str) -> list[Node]:
    """URL and maximum duration of the service: one channel, or one for each alternative.

    URLs are absolute. schema.org has no textual durations: a service with a stage "Sesuai dengan Permohonan" has no
    processingTime.
    """
    spans = [span.value for span in page.durations]
    ways = [(span["label"], [span]) for span in spans] if page.durations_are_alternatives else [("", spans)]
    start = _absolute(base, page.action_url)
    return [_channel(label, start, iso_total(way)) for label, way in ways if start or iso_total(way)]


def _channel(name: str, start: str, time: str | None) -> Node:
    return {"@type": "ServiceChannel", "name": name, "serviceUrl": start, "processingTime": time}


def _absolute(base: str, url: str) -> str:
    return urljoin(base, url) if url else ""
