"""A publisher hands in files through the link without script, or is told what is wrong; staff send and match one.

Over a connection that breaks and after a new day: test_from_catalogue_to_book.py.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from core import roles
from core.jobs import services as jobs
from core.models.job import Job
from elibrary.models.order import Order
from elibrary.services.deliveries import delivery_match
from tests.e2e.browser import assert_accessible, assert_fits, screenshot
from tests.e2e.conftest import PageFactory
from tests.e2e.delivering import choose, picture_book
from tests.elibrary.delivery.files import epub_bytes
from tests.factories.catalogue import isbn
from tests.factories.delivery import delivered, home_of, sent_order, token_for
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {360: (360, 640), 1280: (1280, 800)}


@pytest.mark.parametrize("width", SIZES)
def test_without_script_the_form_sends_a_file_whole(live_server, browser_page: PageFactory, tmp_path: Path, width: int):
    order = sent_order("Kopi Lereng Ijen")
    page = browser_page(viewport=SIZES[width], java_script_enabled=False)
    page.goto(live_server.url + home_of(token_for(order)))
    page.get_by_role("button", name="Kirim").click()
    assert page.title().startswith("Kesalahan: ")
    book = tmp_path / "buku.epub"
    book.write_bytes(epub_bytes(title="Kopi", isbn=isbn(1)))
    page.set_input_files("input[type=file]", book)
    page.get_by_role("button", name="Kirim").click()
    assert "Berkas sudah tiba dan sedang diperiksa." in page.content()
    _work()
    page.reload()
    assert "1 dari 1 judul sudah diterima" in page.content()
    assert_fits(page)
    screenshot(page, f"kiriman-tanpa-skrip-{width}")


def test_a_file_of_another_kind_and_an_ended_link_are_told_in_words(live_server, browser_page: PageFactory, tmp_path: Path):
    order = sent_order("Kopi Lereng Ijen")
    delivered(order)
    page = browser_page(viewport=SIZES[360])
    page.goto(live_server.url + home_of(token_for(order)))
    film = tmp_path / "film.pdf"
    film.write_bytes(b"\x00\x00\x00\x20ftypisom" + bytes(5000))
    choose(page, film)
    page.get_by_text("Isi berkas ini bukan PDF atau EPUB.").first.wait_for()
    _look(page, "kiriman-ditolak-360")
    page.goto(f"{live_server.url}{home_of('abcdefgh-' + '0' * 32)}")
    _look(page, "kiriman-tautan-berakhir-360")


def test_staff_send_a_file_in_pieces_and_match_it(live_server, browser_page: PageFactory, tmp_path: Path):
    order = sent_order("Kopi Lereng Ijen")
    page = browser_page(viewport=(1280, 1800))
    _log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/kiriman/pesanan/{order.pk}/")
    page.get_by_role("button", name="Buat dan kirim ke penerbit").click()
    page.get_by_text("Alamatnya hanya tampil sekali ini").wait_for()
    screenshot(page, "kiriman-petugas-tautan")
    page.goto(f"{live_server.url}/admin/kiriman/pesanan/{order.pk}/")
    page.set_input_files("input[type=file]", picture_book(tmp_path / "naskah.pdf"))
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_text("Sudah tiba dan sedang diperiksa.").first.wait_for()
    _work()
    page.get_by_role("link", name="Lihat hasil pemeriksaan").click()
    page.get_by_role("link", name="naskah.pdf").click()
    page.get_by_role("link", name="Pasangkan dengan judul").click()
    page.get_by_label("Kopi Lereng Ijen").check()
    screenshot(page, "kiriman-petugas-pasangkan")
    page.get_by_role("button", name="Pasangkan").click()
    page.get_by_role("button", name="Jadikan buku").wait_for()
    assert_fits(page)
    screenshot(page, "kiriman-petugas-kiriman")
    page.goto(f"{live_server.url}/admin/kiriman/")
    screenshot(page, "kiriman-petugas-daftar")
    order.refresh_from_db()
    assert order.state == Order.State.DELIVERED


@pytest.mark.parametrize("width", SIZES)
def test_staff_take_a_file_off_the_wrong_line(live_server, browser_page: PageFactory, width: int):
    """Without script on a wide screen; on a narrow one the admin's own menu needs it."""
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun Wonosari dan Cara Menyeduhnya bagi Pengusaha Kecil")
    delivery = delivered(order, name="naskah-final-2.pdf")
    delivery_match(delivery=delivery, line=order.lines.first(), by=make_staff(roles.LIBRARIAN))
    page = browser_page(viewport=SIZES[width], java_script_enabled=width == 360)
    _log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/kiriman/inspect/{delivery.pk}/")
    screenshot(page, f"kiriman-petugas-cocok-{width}")
    page.get_by_role("link", name="Lepas dari baris pesanan").click()
    page.get_by_role("button", name="Lepas dari baris pesanan").click()
    screenshot(page, f"kiriman-petugas-lepas-tanpa-alasan-{width}")
    page.get_by_label("Alasan").fill("Isinya buku tentang teh.")
    page.get_by_role("button", name="Lepas dari baris pesanan").click()
    page.get_by_role("link", name="Pasangkan dengan judul").wait_for()
    assert_fits(page)
    screenshot(page, f"kiriman-petugas-dilepas-{width}")
    page.get_by_role("link", name="Pasangkan dengan judul").click()
    screenshot(page, f"kiriman-petugas-pasangkan-lagi-{width}")
    order.refresh_from_db()
    assert order.state == Order.State.SENT


def _look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, name)


def _work() -> None:
    while (job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").first()) is not None:
        Job.objects.filter(pk=job.pk).update(run_after=job.created_at)
        jobs.run(job.pk)


def _log_in(page: Page, base: str) -> None:
    staff = Client()
    staff.force_login(make_staff(roles.LIBRARIAN))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": staff.cookies[name].value, "url": base}])
