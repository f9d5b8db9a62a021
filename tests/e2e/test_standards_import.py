"""An approver uploads a changed file of the standards, compares it and saves the differences as drafts."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage

from cms.home.services.site_setup import seed_site
from cms.standards.imports.export import current_standards
from cms.standards.models.service import ServicePage
from core.people import roles
from tests.cms.builders import ONE_SERVICE, one_service, restore_roots
from tests.cms.standards.imports import edited, work
from tests.cms.standards.test_import import drafted, new_product, next_decree, one_more
from tests.e2e.browser import assert_fits, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


TALL = {360: (360, 2600), 1280: (1280, 1800)}
"""The admin scrolls inside its window; a tall one shows a screen whole."""


def test_from_file_to_drafts(live_server, browser_page: PageFactory, tmp_path: Path) -> None:
    restore_roots()
    list(seed_site(one_service()))
    drafted(ServicePage.objects.get(decree_key=ONE_SERVICE))
    page = browser_page(viewport=TALL[1280])
    log_in(page, live_server.url, make_staff(roles.CONTENT_APPROVER))

    page.goto(f"{live_server.url}/admin/bandingkan-keputusan/new/")
    _look(page, "unggah")
    page.set_input_files("input[type=file]", _changed_file(tmp_path))
    page.get_by_role("button", name="Unggah dan bandingkan").click()
    _run_the_worker(page)
    page.get_by_text("Akun dan sertifikat").first.wait_for()
    _look(page, "hasil")
    page.get_by_label("Pengoperasionalan Aplikasi Si-Jawara+").check()
    page.get_by_role("button", name="Terapkan sebagai draf").click()
    _run_the_worker(page)
    page.get_by_text("Sudah diterapkan sebagai draf").wait_for()
    _look(page, "diterapkan")
    page.goto(f"{live_server.url}/admin/bandingkan-keputusan/")
    _look(page, "daftar")
    assert ServicePage.objects.get(slug="layanan-baru").live is False


def _changed_file(folder: Path) -> Path:
    file = folder / "keputusan-2025.json"
    file.write_text(json.dumps(edited(edited(edited(current_standards(), new_product), next_decree), one_more)))
    return file


def _run_the_worker(page: BrowserPage) -> None:
    page.get_by_text("Menunggu giliran").wait_for()
    work()
    page.get_by_role("link", name="Muat ulang").click()


def _look(page: BrowserPage, name: str) -> None:
    """No horizontal scrolling at either width; a screenshot of each."""
    for width, height in TALL.values():
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
        screenshot(page, f"bandingkan-{name}-{width}")
