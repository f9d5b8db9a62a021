"""The office is the same in the foot of pages as in the data that its editable addresses begin with."""

import json

from django.template.loader import render_to_string

from cms.standards.imports.records import DATA_FILE
from core.office import OFFICE


def test_the_office_agrees_with_the_decree() -> None:
    decreed = json.loads(DATA_FILE.read_text())["office"]
    assert decreed["name"] == OFFICE.full_name
    assert (decreed["street"], decreed["city"], decreed["postal_code"]) == (OFFICE.street, OFFICE.city, OFFICE.postal_code)
    assert decreed["email"] == OFFICE.email
    assert OFFICE.phone.translate(str.maketrans({"(": "", ")": "", " ": "-"})) in decreed["phones"]


def test_the_pages_without_a_database_say_how_to_reach_the_office() -> None:
    for template in ("500.html", "maintenance.html"):
        page = render_to_string(template)
        assert OFFICE.address in page
        assert page.count(f'<a href="tel:{OFFICE.phone_link}">{OFFICE.phone}</a>') == 2  # in the text and in the foot
    assert page.count(f'href="mailto:{OFFICE.email}"') == 2
