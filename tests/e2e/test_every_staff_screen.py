"""Screens of ours in the admin, from the table of addresses: accessible, fitting the window, Indonesian, one first heading.

Each is opened by the first of the roles with the permission. What isn't a page (a file, part of a listing) is left out.
One screen of each kind in the ordinary tier; all of them at both widths with ``every_screen``.
"""

import re
from collections.abc import Collection

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CURRICULUM_ANALYST, LIBRARIAN
from tests.cms.builders import restore_roots
from tests.core.admin.language import english_left
from tests.e2e.browser import DESKTOP, PHONE, assert_fits, assert_staff_accessible, screenshot
from tests.e2e.conftest import PageFactory
from tests.staff_screens import PEOPLE, screens
from tests.url_world import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


HEADINGS = {  # forms whose heading is ours, not Wagtail's
    "/admin/snippets/core/legalbasis/add/": "Baru: Dasar hukum",
    "/admin/snippets/cms/audience/add/": "Baru: Kelompok pengguna",
}
# A lower bound of the screens opened by each role.
LEAST = {LIBRARIAN: 60, CURRICULUM_ANALYST: 70, CONTENT_APPROVER: 20, ADMINISTRATOR: 20}

SCROLLED_BY_TOUCH = {"admin/pelatihan/hasil-tes/<int:run>/"}
"""Screens whose table can't be scrolled by keyboard at 360 pixels; axe-core examines them at 1280 alone."""

KINDS = {
    "home": "admin/",
    "account": "admin/account/",
    "listing": "admin/buku/",
    "filtered listing": "admin/pelatihan/peserta/<int:run>/",
    "snippet listing": "admin/snippets/core/legalbasis/",
    "snippet form": "admin/snippets/core/legalbasis/add/",
    "new": "admin/pelatihan/kelas/new/",
    "edit": "admin/pelatihan/bank-pertanyaan/edit/<int:pk>/",
    "delete": "admin/pelatihan/topik/delete/<int:pk>/",
    "inspect": "admin/pesanan/inspect/<int:pk>/",
    "history": "admin/usulan-buku/history/<int:pk>/",
    "confirm with a reason": "admin/pelatihan/kelas/cancel/<int:pk>/",
    "choose rows": "admin/pesanan/judul/<int:pk>/",
    "match": "admin/kiriman/cocokkan/<int:pk>/",
    "write a message": "admin/pertanyaan/answer/<int:pk>/",
    "progress of a message": "admin/pelatihan/peserta/<int:run>/pesan/<int:message>/",
    "attendance": "admin/pelatihan/kehadiran/pertemuan/<int:pk>/",
    "check-in code": "admin/pelatihan/kehadiran/pertemuan/<int:pk>/layar/",
    "test results": "admin/pelatihan/hasil-tes/<int:run>/",
    "import upload": "admin/impor-peserta/new/",
    "import columns": "admin/impor-katalog/kolom/<uuid:pk>/",
    "import report": "admin/impor-katalog/inspect/<uuid:pk>/",
    "board": "admin/papan-layanan/",
    "report": "admin/masukan/ringkasan/",
    "review": "admin/peninjauan/<int:page_id>/",
    "monitoring": "admin/pekerjaan/",
    "settings": "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
    "users": "admin/users/edit/<int:pk>/",
}
"""The route of one screen of each kind."""


def opened(page: Page, address: str) -> bool:
    """Open ``address``; return whether the response is a whole page."""
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


def walk(
    page: Page,
    base: str,
    routes: dict[str, str],
    subtests: pytest.Subtests,
    sizes: Collection[tuple[int, int]],
) -> set[str]:
    """Examine the screens, given as routes by address, in a window of each size; return the addresses that are pages."""
    shown = set()
    for address, route in routes.items():
        if opened(page, base + address):
            with subtests.test(route):
                for width, height in sizes:
                    page.set_viewport_size({"width": width, "height": height})
                    screenshot(page, f"petugas-{'-'.join(re.findall('[a-z]+', route))}-{width}")
                    assert_fits(page)
                    if (width, height) == DESKTOP or route not in SCROLLED_BY_TOUCH:
                        assert_staff_accessible(page)
                assert english_left(page.content()) == set()
                assert_headed(page, address)
                shown.add(address)
    return shown


def enter(page: Page, base: str, world: World, person: str) -> None:
    """Go on in the session of ``person``."""
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": world.sessions[person, True], "url": base}
    page.context.add_cookies([cookie])


def test_one_screen_of_each_kind_is_accessible_fits_and_is_indonesian(
    live_server: LiveServer, browser_page: PageFactory, subtests: pytest.Subtests
) -> None:
    restore_roots()
    world = build()
    page = browser_page(viewport=DESKTOP, reduced_motion="reduce")
    shown, kinds = set(), set(KINDS.values())
    for person in PEOPLE:
        enter(page, live_server.url, world, person)
        chosen: dict[str, str] = {}
        for address, route in screens(world, person).items():
            if route in kinds - shown - set(chosen.values()):
                chosen[address] = route
        walked = walk(page, live_server.url, chosen, subtests, [DESKTOP])
        shown |= {chosen[address] for address in walked}
    assert shown == kinds


@pytest.mark.every_screen
@pytest.mark.parametrize("person", PEOPLE)
def test_every_screen_is_accessible_fits_and_is_indonesian(
    live_server: LiveServer, browser_page: PageFactory, subtests: pytest.Subtests, person: str
) -> None:
    restore_roots()
    world = build()
    page = browser_page(viewport=DESKTOP, reduced_motion="reduce")
    enter(page, live_server.url, world, person)
    shown = walk(page, live_server.url, screens(world, person), subtests, [DESKTOP, PHONE])
    assert len(shown) >= LEAST[person]
    assert person != CONTENT_APPROVER or shown >= HEADINGS.keys()
