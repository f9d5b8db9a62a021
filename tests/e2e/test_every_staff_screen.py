"""Every screen of ours in the admin, by the table of addresses: reachable for everyone, fitting its window, Indonesian, and
with one heading of the first level, by which who listens hears where they are.

Each is opened by the first of the roles that may. What isn't a page (a file, part of a list) is left out.
"""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from core.roles import ADMINISTRATOR, CONTENT_APPROVER, CURRICULUM_ANALYST, LIBRARIAN
from tests.cms.pages import restore_roots
from tests.core.admin_language import english_left
from tests.e2e.browser import DESKTOP, assert_fits, assert_staff_accessible, screenshot
from tests.e2e.conftest import PageFactory
from tests.staff_screens import PEOPLE, screens
from tests.url_world import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


HEADINGS = {  # forms whose heading is ours, not Wagtail's
    "/admin/snippets/core/legalbasis/add/": "Baru: Dasar hukum",
    "/admin/snippets/cms/audience/add/": "Baru: Kelompok pengguna",
}
# So that no mistake of the walk passes for a walk.
LEAST = {LIBRARIAN: 60, CURRICULUM_ANALYST: 70, CONTENT_APPROVER: 20, ADMINISTRATOR: 20}


def opened(page: Page, address: str) -> bool:
    """Whether it is a whole page, which is then before us."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    assert answer is not None
    return "text/html" in answer.headers["content-type"] and "<html" in answer.text()


def assert_headed(page: Page, address: str) -> None:
    headings = [" ".join(words.split()) for words in page.locator("h1").all_text_contents()]
    assert len(headings) == 1, headings
    assert headings[0]
    assert headings[0] != "Beranda" or address == "/admin/"
    assert headings[0] == HEADINGS.get(address, headings[0])


@pytest.mark.parametrize("person", PEOPLE)
def test_every_screen_is_accessible_fits_and_is_indonesian(
    live_server: LiveServer, browser_page: PageFactory, subtests: pytest.Subtests, person: str
) -> None:
    restore_roots()
    world = build()
    page = browser_page(viewport=DESKTOP, reduced_motion="reduce")
    key = world.sessions[person, True]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    shown = set()
    for address, route in screens(world, person).items():
        if opened(page, live_server.url + address):
            with subtests.test(route):
                screenshot(page, f"petugas-{'-'.join(re.findall('[a-z]+', route))}")
                assert_fits(page)
                assert_staff_accessible(page)
                assert english_left(page.content()) == set()
                assert_headed(page, address)
                shown.add(address)
    assert len(shown) >= LEAST[person]
    assert person != CONTENT_APPROVER or shown >= HEADINGS.keys()
