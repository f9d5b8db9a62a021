"""The accessibility checker beside the form shows an editor a mistake while they write."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.system import System

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]


@pytest.fixture
def editor(system: System, browser: Browser) -> Page:
    """A page logged in as an approver, who may also write."""
    visitor = system.log_in("penyetuju")
    visitor.get("/akun/keamanan/masuk/")
    visitor.submit(code=system.second_factor("penyetuju"))
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="id-ID")
    context.add_cookies(
        [{"name": cookie.name, "value": str(cookie.value), "url": system.base} for cookie in visitor.session.cookies]
    )
    return context.new_page()


def test_a_skipped_heading_level_is_reported_in_indonesian(system: System, editor: Page) -> None:
    editor.goto(_add_news(system, editor))
    editor.locator("[name=title]").fill("Pasar rakyat")
    editor.locator("[name=summary]").fill("Dibuka untuk UMKM.")
    body = editor.locator("#panel-child-konten-body-section")
    body.locator(".c-sf-add-button").first.click()
    editor.get_by_role("option", name="Teks").click()
    words = body.locator(".public-DraftEditor-content")
    words.click()
    expect(words).to_be_focused()
    words.press_sequentially("### Kapan", delay=20)  # h3 right after the title
    expect(words.locator("h3")).to_have_text("Kapan")
    words.press("Enter")
    words.press_sequentially("Belum ditetapkan.", delay=20)
    # The editor copies its text into the form with a delay.
    expect(editor.locator("[name=body-0-value]")).to_have_value(re.compile("Belum ditetapkan"))
    editor.locator("[data-side-panel-toggle=checks]").click()
    found = editor.locator("[data-side-panel=checks]")
    expect(found).to_contain_text("Urutan tingkat judul bagian salah", timeout=20_000)
    expect(found).to_contain_text("Jangan melompati tingkat")
    editor.context.close()


def _add_news(system: System, editor: Page) -> str:
    """The address of the form for a new piece of news, below the list of news."""
    answer = editor.request.get(f"{system.base}/admin/api/main/pages/?slug=berita")
    return f"{system.base}/admin/pages/add/cms/newspage/{answer.json()['items'][0]['id']}/"
