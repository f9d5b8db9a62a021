"""The design system in a browser: accessible, fitting a phone, light to load, printable."""

import re

import pytest
from django.test.utils import override_settings

from tests.e2e.browser import AXE_OPTIONS, DESKTOP, SIZES, STAFF_OPTIONS, Weight, assert_fits, assert_light, look, violations
from tests.e2e.conftest import PageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.pages.urls_with_styleguide"),
]


@SIZES
def test_every_component_is_accessible_and_fits(live_server, browser_page: PageFactory, size: tuple[int, int]) -> None:
    page = browser_page(viewport=size)
    page.goto(f"{live_server.url}/gaya/")
    look(page, f"gaya-{size[0]}")


@SIZES
def test_an_error_page_is_accessible_and_fits(live_server, browser_page: PageFactory, size: tuple[int, int]) -> None:
    page = browser_page(viewport=size)
    response = page.goto(f"{live_server.url}/tidak-ada/")
    assert response.status == 404
    look(page, f"404-{size[0]}")


@SIZES
def test_the_maintenance_page_is_accessible_and_fits(live_server, browser_page: PageFactory, size: tuple[int, int]) -> None:
    page = browser_page(viewport=size)
    with override_settings(MAINTENANCE=True):
        response = page.goto(f"{live_server.url}/pelatihan/")
    assert response.status == 503
    look(page, f"503-{size[0]}")


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


def test_search_in_the_header_opens_without_script(live_server, browser_page: PageFactory) -> None:
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
    parts = page.locator(".site-header__row > *:visible")
    tops = {round(parts.nth(index).bounding_box()["y"] / 40) for index in range(parts.count())}
    assert len(tops) == 1, "logo, navigation, search and account share one row"


def test_the_error_summary_has_the_focus_without_script(live_server, browser_page: PageFactory) -> None:
    page = browser_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/gaya/")
    assert "error-summary" in page.locator(":focus").get_attribute("class")
    page.locator('.error-summary a[href="#id_b-email"]').click()
    assert page.locator(":focus").get_attribute("id") == "id_b-email"


def test_touch_targets_are_at_least_48_pixels_high(live_server, browser_page: PageFactory) -> None:
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


def test_a_double_tap_submits_a_form_once(live_server, browser_page: PageFactory) -> None:
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


def test_print_leaves_out_controls(live_server, browser_page: PageFactory) -> None:
    page = browser_page(viewport=DESKTOP, color_scheme="dark")
    page.goto(f"{live_server.url}/gaya/")
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.locator(".button:visible, .pagination:visible, .site-footer__links:visible").count() == 0
    assert page.locator(".confirmation").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.locator(".site-logo__owner").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_buttons_keep_a_border_with_forced_colours(live_server, browser_page: PageFactory) -> None:
    page = browser_page(forced_colors="active")
    page.goto(f"{live_server.url}/gaya/")
    border = page.locator(".button").first.evaluate("e => getComputedStyle(e).borderTopWidth")
    assert border == "2px", "a button keeps its border without a background"


@pytest.mark.parametrize(
    ("colour", "reader", "staff"),
    [("#000", [], []), ("#666", ["color-contrast-enhanced"], []), ("#aaa", ["color-contrast"], ["color-contrast"])],
)
def test_text_of_low_contrast_is_found(browser_page: PageFactory, colour, reader, staff) -> None:
    """axe-core requires 7:1 on public pages and 4.5:1 on staff screens: the other tests of this folder depend on it."""
    page = browser_page()
    page.set_content(f'<html lang="id"><title>Uji</title><main><h1>Uji</h1><p style="color: {colour}">Kata</p></main>')
    assert [found["id"] for found in violations(page, AXE_OPTIONS)] == reader
    assert [found["id"] for found in violations(page, STAFF_OPTIONS)] == staff
