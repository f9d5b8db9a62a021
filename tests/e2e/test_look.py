"""The design system in a real browser: reachable for everyone, fitting a phone, light to load, printable."""

import re

import pytest
from django.test.utils import override_settings

from tests.e2e.browser import (
    AXE_OPTIONS,
    DESKTOP,
    PHONE,
    STAFF_OPTIONS,
    Weight,
    assert_accessible,
    assert_fits,
    assert_light,
    screenshot,
    violations,
)
from tests.e2e.conftest import PageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.urls_with_styleguide"),
]

SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360", "1280"])
THEMES = pytest.mark.parametrize("color_scheme", ["light", "dark"])


@SCREENS
@THEMES
def test_every_component_is_accessible_and_fits(
    live_server, browser_page: PageFactory, viewport: tuple[int, int], color_scheme: str
) -> None:
    page = browser_page(viewport=viewport, color_scheme=color_scheme)
    page.goto(f"{live_server.url}/gaya/")
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, f"gaya-{color_scheme}-{viewport[0]}")


@SCREENS
@THEMES
def test_an_error_page_is_accessible_and_fits(
    live_server, browser_page: PageFactory, viewport: tuple[int, int], color_scheme: str
) -> None:
    page = browser_page(viewport=viewport, color_scheme=color_scheme)
    response = page.goto(f"{live_server.url}/tidak-ada/")
    assert response.status == 404
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, f"404-{color_scheme}-{viewport[0]}")


@SCREENS
def test_the_maintenance_page_is_accessible_and_fits(
    live_server, browser_page: PageFactory, viewport: tuple[int, int]
) -> None:
    page = browser_page(viewport=viewport)
    with override_settings(MAINTENANCE=True):
        response = page.goto(f"{live_server.url}/pelatihan/")
    assert response.status == 503
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, f"503-{viewport[0]}")


def test_the_frame_of_a_page_is_light(live_server, browser_page: PageFactory) -> None:
    page = browser_page()
    weight = Weight.of(page)
    page.goto(f"{live_server.url}/gaya/", wait_until="networkidle")
    assert_light(weight)
    assert all(url.startswith(live_server.url) for url in weight.urls)


def test_a_page_still_fits_the_narrowest_phone(live_server, browser_page: PageFactory) -> None:
    page = browser_page(viewport=(320, 640))
    page.goto(f"{live_server.url}/gaya/")
    assert_fits(page)


def test_the_keyboard_reaches_the_content_first(live_server, browser_page: PageFactory) -> None:
    page = browser_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/tidak-ada/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Langsung ke isi halaman"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("id") == "cari-404"


def test_search_in_the_head_opens_without_script(live_server, browser_page: PageFactory) -> None:
    page = browser_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/tidak-ada/")
    page.locator(".site-search > summary").click()
    field = page.locator("#site-search")
    field.fill("koperasi")
    with page.expect_navigation():
        field.press("Enter")
    assert re.search(r"/cari/\?q=koperasi$", page.url)


def test_a_wide_screen_shows_the_search_field_at_once(live_server, browser_page: PageFactory) -> None:
    page = browser_page(viewport=DESKTOP)
    page.goto(f"{live_server.url}/tidak-ada/")
    assert page.locator("#site-search").is_visible()
    heads = page.locator(".site-header__row > *:visible")
    tops = {round(heads.nth(index).bounding_box()["y"] / 40) for index in range(heads.count())}
    assert len(tops) == 1, "logo, navigation, search and account share one row"


def test_the_error_summary_has_the_focus_without_script(live_server, browser_page: PageFactory) -> None:
    page = browser_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/gaya/")
    assert "error-summary" in page.locator(":focus").get_attribute("class")
    page.locator('.error-summary a[href="#id_b-email"]').click()
    assert page.locator(":focus").get_attribute("id") == "id_b-email"


def test_what_can_be_pressed_is_at_least_48_pixels_high(live_server, browser_page: PageFactory) -> None:
    page = browser_page()
    page.goto(f"{live_server.url}/gaya/")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            '.site-header a, summary, .button, .pagination a, .breadcrumb a, .site-footer a, '
            + '.error-summary a, .summary-list a, .link-list a, '
            + '.field select, .field textarea, .field input:not([type=radio], [type=checkbox])')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 47.5)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_a_double_tap_sends_a_form_once(live_server, browser_page: PageFactory) -> None:
    page = browser_page()
    page.goto(f"{live_server.url}/gaya/", wait_until="networkidle")
    page.evaluate(
        """() => {
            document.querySelector('main').innerHTML = '<form method="post"><button id="send">Kirim</button></form>';
            window.sent = 0;
            window.addEventListener('submit', event => {
                if (!event.defaultPrevented) window.sent += 1;
                event.preventDefault();
            });
        }"""
    )
    page.locator("#send").dblclick()
    assert page.evaluate("window.sent") == 1


def test_paper_leaves_out_what_cannot_be_pressed_on_it(live_server, browser_page: PageFactory) -> None:
    page = browser_page(viewport=DESKTOP, color_scheme="dark")
    page.goto(f"{live_server.url}/gaya/")
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.locator(".button:visible, .pagination:visible, .site-footer__links:visible").count() == 0
    assert page.locator(".confirmation").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.locator(".site-logo__owner").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_chosen_colours_give_way_to_forced_ones(live_server, browser_page: PageFactory) -> None:
    page = browser_page(forced_colors="active")
    page.goto(f"{live_server.url}/gaya/")
    border = page.locator(".button").first.evaluate("e => getComputedStyle(e).borderTopWidth")
    assert border == "2px", "a button keeps an edge when its ground is taken away"


@pytest.mark.parametrize(
    ("colour", "reader", "staff"),
    [("#000", [], []), ("#666", ["color-contrast-enhanced"], []), ("#aaa", ["color-contrast"], ["color-contrast"])],
)
def test_words_that_stand_out_too_little_are_found(browser_page: PageFactory, colour, reader, staff) -> None:
    """7:1 on the pages of citizens, 4.5:1 on those of staff: what the other tests of this folder rely on."""
    page = browser_page()
    page.set_content(f'<html lang="id"><title>Uji</title><main><h1>Uji</h1><p style="color: {colour}">Kata</p></main>')
    assert [found["id"] for found in violations(page, AXE_OPTIONS)] == reader
    assert [found["id"] for found in violations(page, STAFF_OPTIONS)] == staff
