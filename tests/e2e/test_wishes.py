"""A reader wishes for a book, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import PHONE, assert_accessible, assert_fits, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.lms import ProfileFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "script", [pytest.param(True, id="script"), pytest.param(False, id="no-script", marks=pytest.mark.every_screen)]
)
def test_a_reader_wishes_for_a_book_on_a_phone(live_server, browser_page: PageFactory, script: bool) -> None:
    page = browser_page(viewport=PHONE, java_script_enabled=script)
    log_in(page, live_server.url, ProfileFactory().user)
    page.goto(f"{live_server.url}/perpustakaan/usulan/")
    page.get_by_role("link", name="Usulkan buku").click()
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis judul bukunya.")
    assert_fits(page)
    page.get_by_label("Judul buku").fill("Resep keripik buah tahan lama")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_role("heading", name="Resep keripik buah tahan lama")).to_be_visible()
    assert_fits(page)
    if script:
        assert_accessible(page)
    screenshot(page, f"wishes-360-{script}")
