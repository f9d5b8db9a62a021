"""Where a citizen applies: the unit's own data, else the office's, never an address with another place's map or hours."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from cms.pages.models.contact import OfficeContact
from cms.standards.contact import counter_of
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from tests.cms.builders import publish

pytestmark = pytest.mark.django_db

OFFICE: dict[str, Any] = {
    "name": "Dinas",
    "street": "Jl. Raya Bandara Juanda No. 22",
    "city": "Sidoarjo",
    "map_url": "https://maps.example/dinas",
    "opening_hours": "Senin–Jumat 08.00–15.30",
    "phones": "031-1, 031-2",
    "whatsapp": "+6281234567890",
    "email": "dinas@example.go.id",
}


def unit(**fields: Any) -> WorkUnitPage:
    return WorkUnitPage(title="UPT", live=fields.pop("live", True), **fields)


def office(**fields: Any) -> OfficeContact:
    return OfficeContact(**{**OFFICE, **fields})


def test_a_unit_without_data_shows_the_office() -> None:
    counter = counter_of(unit(), office())
    assert (counter.name, counter.street, counter.map_link) == ("Dinas", OFFICE["street"], OFFICE["map_url"])
    assert [line.text for line in counter.hours] == ["Senin–Jumat 08.00–15.30 WIB"]
    assert (counter.phones[0].text, counter.whatsapp, counter.email) == ("031-1", OFFICE["whatsapp"], OFFICE["email"])
    assert counter.of_office == frozenset()


def test_a_units_address_comes_with_neither_the_offices_map_nor_its_hours() -> None:
    counter = counter_of(unit(street="Jl. Kawi 1"), office())
    assert (counter.name, counter.street, counter.city) == ("UPT", "Jl. Kawi 1", "")
    assert "Kawi" in counter.map_link
    assert counter.hours == ()
    assert counter.of_office == {"phones", "whatsapp", "email"}


def test_a_units_own_hours_and_number_stand_beside_the_offices_address() -> None:
    counter = counter_of(unit(opening_hours="Sabtu 08.00–12.00", phones="0341-5"), office())
    assert (counter.street, [phone.text for phone in counter.phones]) == (OFFICE["street"], ["0341-5"])
    assert [line.text for line in counter.hours] == ["Sabtu 08.00–12.00 WIB"]
    assert counter.of_office == frozenset()


def test_a_unit_that_is_not_public_shows_the_office() -> None:
    assert counter_of(unit(street="Jl. Kawi 1", live=False), office()).street == OFFICE["street"]


def card_of(client: Client, service: ServicePage) -> str:
    page = client.get(service.url).content.decode()
    return html.unescape(re.findall(r'<section class="apply".*?</section>', page, re.DOTALL)[0])


def text_of(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def test_the_card_names_the_place_and_the_numbers_and_what_happens_next(client: Client, service: ServicePage) -> None:
    OfficeContact.objects.update(**{**OFFICE, "opening_hours": "", "whatsapp": ""})
    card = card_of(client, service)
    assert 'href="tel:0311"' in card
    assert 'href="mailto:dinas@example.go.id"' in card
    assert 'href="https://maps.example/dinas"' in card
    steps = [step.value["text"] for step in service.procedure][:2]
    assert f"Urutannya {steps[0]} {steps[1]} Waktunya: 1–3 jam. Lihat semua 5 langkah" in text_of(card)
    assert "Jam buka" not in card
    assert "WhatsApp" not in card


def test_hours_and_whatsapp_of_the_unit_are_on_its_services(client: Client, service: ServicePage) -> None:
    above = WorkUnitPage.objects.get(pk=service.get_parent().pk)
    above.opening_hours, above.whatsapp = "Senin–Kamis 08.00–15.30", "+6281200000000"
    above.save_revision().publish()
    card = card_of(client, service)
    assert "Jam buka Senin–Kamis 08.00–15.30 WIB" in text_of(card)
    assert 'href="https://wa.me/6281200000000"' in card


def test_an_office_elsewhere_is_named_as_such(client: Client, service: ServicePage) -> None:
    above = WorkUnitPage.objects.get(pk=service.get_parent().pk)
    above.street, above.email = "Jl. Kawi 1", "upt@example.go.id"
    above.save_revision().publish()
    text = text_of(card_of(client, service))
    assert f"Datang ke {above.title} Jl. Kawi 1 Lihat peta Telepon dinas 031-8671330 E-mail upt@example.go.id" in text


def test_a_service_without_a_button_of_its_own_ends_in_a_call(client: Client, service: ServicePage) -> None:
    service.action_label = service.action_url = ""
    publish(service)
    assert re.findall(r'class="button" href="([^"]*)"', card_of(client, service)) == ["tel:0318671330"]
    OfficeContact.objects.update(whatsapp="+6281234567890")
    assert re.findall(r'class="button" href="([^"]*)"', card_of(client, service)) == ["https://wa.me/6281234567890"]


def test_without_any_contact_data_the_card_still_says_what_happens_next(client: Client, service: ServicePage) -> None:
    OfficeContact.objects.all().delete()
    card = card_of(client, service)
    assert card.count("<dt>") == 1
    assert "Surat siap isi</dt>" in card
    assert "Urutannya" in card


def test_a_past_version_offers_no_way_to_apply(client: Client, service: ServicePage) -> None:
    publish(service)
    page = client.get(f"{service.url}riwayat/1/").content.decode()
    assert "Cara mengajukan" not in page
