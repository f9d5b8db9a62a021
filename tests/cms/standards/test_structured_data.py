"""JSON-LD says what the fields say, value for value, and nothing that schema.org doesn't define."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from cms.pages.models.contact import OfficeContact
from cms.standards.models.service import Audience, ServicePage
from tests.cms.builders import publish
from tests.factories.services import CHECKED_AUDIENCE, span

# schema.org 29: the properties of each type that we use.
DEFINED = {
    "GovernmentService": {
        *("name", "description", "url", "audience", "availableChannel", "offers", "provider"),
        *("serviceOperator", "serviceOutput"),
    },
    "GovernmentOrganization": {"name", "url", "address", "contactPoint", "location"},
    "GovernmentOffice": {
        *("name", "address", "hasMap", "openingHours", "telephone", "email", "contactPoint", "url"),
    },
    "PostalAddress": {"streetAddress", "addressLocality", "postalCode", "addressCountry"},
    "ContactPoint": {"contactType", "name", "url", "telephone"},
    "Audience": {"audienceType"},
    "Thing": {"name"},
    "Offer": {"price", "priceCurrency", "description", "priceSpecification"},
    "UnitPriceSpecification": {"price", "priceCurrency", "unitText"},
    "ServiceChannel": {"name", "serviceUrl", "processingTime"},
}


def node_of(client: Client, page: ServicePage) -> dict[str, Any]:
    source = client.get(page.url).content.decode()
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', source)[0])


def _say_who_checked(service: ServicePage) -> None:
    for name, value in CHECKED_AUDIENCE.items():
        setattr(service, name, value)


def test_each_value_is_that_of_its_field(client: Client, service: ServicePage) -> None:
    service.fee_amount, service.fee_basis, service.fee_words = 25_000, "dokumen", "Sesuai Perda"
    service.audiences.set(Audience.objects.filter(name="Koperasi"))
    _say_who_checked(service)
    publish(service)
    office = OfficeContact.objects.get()
    office.opening_hours, office.whatsapp = "Senin–Kamis 08.00–15.30\nJumat 08.00–11.00, 13.00–15.00", "+6281234567890"
    office.save()
    address = {
        "@type": "PostalAddress",
        "streetAddress": office.street,
        "addressLocality": office.city,
        "postalCode": office.postal_code,
        "addressCountry": "ID",
    }
    node = node_of(client, service)
    price = {"price": service.fee_amount, "priceCurrency": "IDR"}
    assert node == {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": service.title,
        "description": service.summary,
        "url": service.full_url,
        "serviceOperator": {
            "@type": "GovernmentOrganization",
            "name": service.get_parent().title,
            "location": {
                "@type": "GovernmentOffice",
                "name": office.name,
                "address": address,
                "hasMap": office.map_link,
                "openingHours": ["Mo-Th 08:00-15:30", "Fr 08:00-11:00", "Fr 13:00-15:00"],
                "telephone": office.phone_list,
                "email": office.email,
                "contactPoint": {
                    "@type": "ContactPoint",
                    "contactType": "WhatsApp",
                    "telephone": "+6281234567890",
                    "url": "https://wa.me/6281234567890",
                },
            },
        },
        "provider": {
            "@type": "GovernmentOrganization",
            "name": office.name,
            "url": office.website,
            "address": address,
            "contactPoint": [
                {
                    "@type": "ContactPoint",
                    "contactType": "Pengaduan",
                    "name": channel.value["name"],
                    "url": channel.value["url"].replace("/pengaduan/", "http://localhost:8000/pengaduan/"),
                }
                for channel in service.complaint_channels
            ],
        },
        "audience": [{"@type": "Audience", "audienceType": audience.name} for audience in service.audiences.all()],
        "serviceOutput": {"@type": "Thing", "name": service.product},
        "offers": {
            "@type": "Offer",
            **price,
            "description": service.fee_words,
            "priceSpecification": {"@type": "UnitPriceSpecification", **price, "unitText": service.fee_basis},
        },
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "serviceUrl": f"http://localhost:8000{service.action_url}",
                "processingTime": "PT3H",
            }
        ],
    }


def test_only_properties_that_schema_org_defines_are_used(client: Client, service: ServicePage) -> None:
    service.fee_amount, service.fee_basis, service.fee_words = 25_000, "dokumen", "Sesuai Perda"
    service.audiences.set(Audience.objects.all())
    _say_who_checked(service)
    publish(service)

    def check(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                check(item)
        elif isinstance(value, dict):
            assert {name for name in value if not name.startswith("@")} <= DEFINED[value["@type"]]
            check(list(value.values()))

    check(node_of(client, service))


def test_unchecked_fields_are_left_out(client: Client, service: ServicePage) -> None:
    assert "audience" not in node_of(client, service)


def test_a_free_service_has_the_price_0_and_no_unit(client: Client, service: ServicePage) -> None:
    offer = {"@type": "Offer", "price": 0, "priceCurrency": "IDR", "description": service.fee_words}
    assert node_of(client, service)["offers"] == offer


WRITTEN = span(label="Tertulis", minimum=3, maximum=5, unit="day")
SPOKEN = span(label="Langsung", minimum=5, maximum=6, unit="hour")


@pytest.mark.parametrize(
    ("spans", "are_alternatives", "expected"),
    [
        ([span(minimum=4, maximum=5, unit="month")], False, [(None, "P5M")]),
        ([span(maximum=3, unit="week")], False, [(None, "P3W")]),
        ([span(maximum=45, unit="minute"), span(maximum=60, unit="minute")], False, [(None, "PT105M")]),
        (
            [span(maximum=2, unit="week"), span(maximum=1, unit="day"), span(maximum=3, unit="hour")],
            False,
            [(None, "P15DT3H")],
        ),
        ([span(maximum=25, unit="minute"), span(words="Sesuai dengan Permohonan")], False, []),
        ([WRITTEN, SPOKEN], True, [("Tertulis", "P5D"), ("Langsung", "PT6H")]),
    ],
)
def test_stages_have_one_time_and_each_alternative_its_own(
    client: Client, service: ServicePage, spans: list[Any], are_alternatives: bool, expected: list[tuple[str | None, str]]
) -> None:
    service.durations, service.durations_are_alternatives = spans, are_alternatives
    service.action_label = service.action_url = ""
    publish(service)
    channels = node_of(client, service).get("availableChannel", [])
    assert [(channel.get("name"), channel["processingTime"]) for channel in channels] == expected
