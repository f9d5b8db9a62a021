"""Who listens to a staff screen hears by one heading of the first level where they are; a browser asks the rest (e2e/)."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from tests.staff_screens import PEOPLE, screens
from tests.url_world import World, build

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]  # the permission table asks the same screens elsewhere

FORMS_OF_SNIPPETS = ("/admin/snippets/core/legalbasis/add/", "/admin/snippets/cms/audience/add/")


def headings(world: World, person: str) -> dict[str, list[str]]:
    """The words of each h1, by the address of each screen that is a whole page."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[person, True]
    found = {}
    for address in screens(world, person):
        answer = client.get(address)
        if "text/html" in answer.headers["content-type"] and "<html" in answer.text:
            found[address] = [strip_tags(words) for words in re.findall(r"<h1\b[^>]*>(.*?)</h1>", answer.text, re.DOTALL)]
    return {address: [" ".join(unescape(words).split()) for words in each] for address, each in found.items()}


def test_every_screen_of_staff_has_exactly_one_first_heading_and_it_says_something() -> None:
    world = build()
    found = {address: each for person in PEOPLE for address, each in headings(world, person).items()}
    assert {address: each for address, each in found.items() if len(each) != 1 or not each[0]} == {}
    assert [found[address] for address in FORMS_OF_SNIPPETS] == [["Baru: Dasar hukum"], ["Baru: Kelompok pengguna"]]
    assert len(found) > 150
