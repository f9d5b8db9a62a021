"""A publisher uploads files through the link without script, or sees what is wrong; staff upload and match a file.

Over a connection that fails, and resumed later: test_from_catalogue_to_book.py.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.jobs import services as jobs
from core.jobs.models import Job
from core.people import roles
from elibrary.deliveries.services.deliveries import delivery_match
from elibrary.ordering.models.order import Order
from tests.e2e.browser import PHONE, SIZES, assert_fits, log_in, look, screenshot
from tests.e2e.conftest import PageFactory
from tests.e2e.file_delivery import choose, picture_book
from tests.elibrary.deliveries.files import epub_bytes
from tests.factories.catalogue import isbn
from tests.factories.delivery import delivered, home_of, sent_order, token_for
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@SIZES
def test_the_form_uploads_a_file_without_script(
    live_server, browser_page: PageFactory, tmp_path: Path, size: tuple[int, int]
):
    order = sent_order("Kopi Lereng Ijen")
    page = browser_page(viewport=size, java_script_enabled=False)
    page.goto(live_server.url + home_of(token_for(order)))
    page.get_by_role("button", name="Kirim").click()
    assert page.title().startswith("Kesalahan: ")
    book = tmp_path / "buku.epub"
    book.write_bytes(epub_bytes(title="Kopi", isbn=isbn(1)))
    page.set_input_files("input[type=file]", book)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Berkas sudah tiba dan sedang diperiksa.")).to_be_visible()
    _work()
    page.reload()
    expect(page.get_by_text("1 dari 1 judul sudah diterima")).to_be_visible()
    assert_fits(page)
    screenshot(page, f"kiriman-tanpa-skrip-{size[0]}")


def test_a_file_of_another_format_and_an_expired_link_are_explained(live_server, browser_page: PageFactory, tmp_path: Path):
    order = sent_order("Kopi Lereng Ijen")
    delivered(order)
    page = browser_page(viewport=PHONE)
    page.goto(live_server.url + home_of(token_for(order)))
    film = tmp_path / "film.pdf"
    film.write_bytes(b"\x00\x00\x00\x20ftypisom" + bytes(5000))
    choose(page, film)
    page.get_by_text("Isi berkas ini bukan PDF atau EPUB.").first.wait_for()
    look(page, "kiriman-ditolak-360", themes=["light"])
    page.goto(f"{live_server.url}{home_of('abcdefgh-' + '0' * 32)}")
    look(page, "kiriman-tautan-berakhir-360", themes=["light"])


def test_staff_upload_a_file_in_parts_and_match_it(live_server, browser_page: PageFactory, tmp_path: Path):
    order = sent_order("Kopi Lereng Ijen")
    page = browser_page(viewport=(1280, 1800))
    log_in(page, live_server.url, make_staff(roles.LIBRARIAN))
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


@SIZES
def test_staff_unmatch_a_file_from_the_wrong_order_line(live_server, browser_page: PageFactory, size: tuple[int, int]):
    """Without script on a wide screen; on a narrow one the admin's own menu needs it."""
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun Wonosari dan Cara Menyeduhnya bagi Pengusaha Kecil")
    delivery = delivered(order, name="naskah-final-2.pdf")
    delivery_match(delivery=delivery, line=order.lines.first(), by=make_staff(roles.LIBRARIAN))
    page = browser_page(viewport=size, java_script_enabled=size == PHONE)
    log_in(page, live_server.url, make_staff(roles.LIBRARIAN))
    page.goto(f"{live_server.url}/admin/kiriman/inspect/{delivery.pk}/")
    screenshot(page, f"kiriman-petugas-cocok-{size[0]}")
    page.get_by_role("link", name="Lepas dari baris pesanan").click()
    page.get_by_role("button", name="Lepas dari baris pesanan").click()
    screenshot(page, f"kiriman-petugas-lepas-tanpa-alasan-{size[0]}")
    page.get_by_label("Alasan").fill("Isinya buku tentang teh.")
    page.get_by_role("button", name="Lepas dari baris pesanan").click()
    page.get_by_role("link", name="Pasangkan dengan judul").wait_for()
    assert_fits(page)
    screenshot(page, f"kiriman-petugas-dilepas-{size[0]}")
    page.get_by_role("link", name="Pasangkan dengan judul").click()
    screenshot(page, f"kiriman-petugas-pasangkan-lagi-{size[0]}")
    order.refresh_from_db()
    assert order.state == Order.State.SENT


def _work() -> None:
    """Run the jobs that wait, as the worker would."""
    while (job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").first()) is not None:
        Job.objects.filter(pk=job.pk).update(run_after=job.created_at)
        jobs.run(job.pk)
