"""A publisher's price list from upload over its columns and dry run to the offers, without script.

With script: test_from_catalogue_to_book.py. On a phone Wagtail's menu can be closed with script only.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage

from core.people import roles
from elibrary.catalogue.models.offer import Offer
from tests.e2e.browser import assert_fits, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.catalogue import PublisherFactory, work
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TALL = (1280, 1800)
LIST = "Judul;Penulis;Banderol;ISBN\nKoperasi Desa;Siti;45.000;9786020332956\nPasar Pagi;Budi;50.000;\n"


def test_upload_map_dry_run_import_without_script(live_server, browser_page: PageFactory, tmp_path: Path) -> None:
    PublisherFactory(slug="niaga", name="Pustaka Niaga")
    file = tmp_path / "daftar harga.csv"
    file.write_text(LIST)
    page = browser_page(viewport=TALL, java_script_enabled=False)
    log_in(page, live_server.url, make_staff(roles.LIBRARIAN))
    page.goto(f"{live_server.url}/admin/impor-katalog/new/")
    page.get_by_label("Penerbit").select_option(label="Pustaka Niaga")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    _run_the_worker(page)

    page.get_by_text("Kolom berkas ini: 1 belum dikenal").wait_for()
    _look(page, "kolom")
    page.get_by_label("Banderol").select_option(label="Judul")
    page.get_by_role("button", name="Simpan kolom dan baca ulang").click()
    page.get_by_role("link", name="Banderol: “Judul” sudah diambil").wait_for()
    _look(page, "kolom-salah")
    page.get_by_label("Banderol").select_option(label="Harga")
    page.get_by_role("button", name="Simpan kolom dan baca ulang").click()
    _run_the_worker(page)
    page.get_by_text("Rp45.000").first.wait_for()

    page.get_by_role("button", name="Terapkan katalog").click()
    _run_the_worker(page)
    page.get_by_text("Katalog sudah diterapkan.").wait_for()
    _look(page, "diterapkan")
    assert set(Offer.objects.values_list("title", "price_idr")) == {("Koperasi Desa", 45000), ("Pasar Pagi", 50000)}


def _run_the_worker(page: BrowserPage) -> None:
    page.get_by_text("Menunggu giliran").wait_for()
    work()
    page.get_by_role("link", name="Muat ulang").click()


def _look(page: BrowserPage, name: str) -> None:
    assert_fits(page)
    screenshot(page, f"katalog-{name}")
