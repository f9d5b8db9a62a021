"""Contact data that staff enter: read in the forms people write, refused where a page would mislead."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Site

from cms.pages.contact_fields import whatsapp_number
from cms.pages.models.contact import OfficeContact
from cms.pages.opening_hours import opening_lines


@pytest.mark.parametrize("text", ["0812-3456-7890", "62 812 3456 7890", "+62 (812) 3456.7890", "+6281234567890"])
def test_a_whatsapp_number_is_read_in_the_forms_people_write(text: str) -> None:
    assert whatsapp_number(text) == "+6281234567890"


@pytest.mark.parametrize("text", ["", "0812", "+1 202 555 0100", "0812345678901234", "halo", "0012345678"])
def test_anything_but_an_indonesian_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        whatsapp_number(text)


def test_opening_hours_are_read_into_days_and_times() -> None:
    lines = opening_lines("Senin-Kamis 8:00-15.30\n\njumat, 08.00–11.00 dan 13.00–15.00 WIB\n")
    assert [line.text for line in lines] == [
        "Senin–Kamis 08.00–15.30 WIB",
        "Jumat 08.00–11.00 dan 13.00–15.00 WIB",
    ]
    assert [value for line in lines for value in line.schema_org] == [
        "Mo-Th 08:00-15:30",
        "Fr 08:00-11:00",
        "Fr 13:00-15:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "setiap hari kerja",
        "Senin",
        "Senin 08.00",
        "Senin 15.00–08.00",
        "Senin 08.00–08.00",
        "Jumat–Senin 08.00–15.00",
        "Senin 08.00–24.00",
        "Senin 08.00–12.00, 11.00–15.00",
        "Senin 08.00–12.00, sore",
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_the_line(text: str) -> None:
    with pytest.raises(ValidationError, match=text.split()[0]):
        opening_lines(f"Senin–Kamis 08.00–15.30\n{text}")


def office(**fields: Any) -> OfficeContact:
    return OfficeContact(site=Site.objects.get(is_default_site=True), **fields)


@pytest.mark.django_db
def test_a_number_is_kept_with_62_whatever_was_typed() -> None:
    contact = office(whatsapp="0812 3456 7890")
    contact.full_clean()
    assert contact.whatsapp == "+6281234567890"
    assert contact.whatsapp_link == "https://wa.me/6281234567890"


@pytest.mark.django_db
def test_a_map_without_an_address_is_refused_beside_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        office(street=" ", map_url="https://maps.example/dinas").full_clean()
    assert list(refused.value.message_dict) == ["map_url"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"whatsapp": "0812"},
        {"whatsapp": "+6281234567890x"},
        {"map_url": "https://maps.example/dinas"},
        {"map_url": "http://maps.example/dinas", "street": "Jl. Raya"},
    ],
)
def test_the_database_refuses_what_the_form_would(fields: dict[str, str]) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        office(**fields).save()


@pytest.mark.django_db
def test_hours_that_came_past_the_form_do_not_break_the_page() -> None:
    assert office(opening_hours="kapan saja").opening_lines == ()
