"""From a catalogue to the books on the running system: a price list is imported, ordered, and its files are delivered.

A librarian, an analyst and a publisher without an account, each in a browser of their own, on an office screen and a phone.
"""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import (
    SIZES,
    Weight,
    assert_accessible,
    assert_fits,
    assert_light,
    assert_staff_accessible,
    screenshot,
)
from tests.e2e.conftest import PageFactory
from tests.e2e.file_delivery import Connection, choose, picture_book
from tests.e2e.system import System
from tests.factories.catalogue import isbn

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

WORKER_MS = 60_000
LIST = """Nama Buku;Yang Mengarang;Banderol;ISBN Buku Digital;Tahun
Kopi Lereng Ijen;Siti Aminah;75.000;{first};2025
Teh Kebun Wonosari;Budi Santoso;60.000;{second};2024
Atlas Jawa Timur;Dewi Lestari;90.000;{third};2023
"""


@SIZES
def test_from_a_price_list_to_the_delivered_book(
    system: System, browser_page: PageFactory, tmp_path: Path, size: tuple[int, int]
) -> None:
    walk = Walk(system, browser_page, size)
    publisher = walk.add_the_publisher()
    walk.import_the_list(_list(tmp_path, size[0]))
    order = walk.order_two_books(publisher)
    walk.submitter_may_not_approve(order)
    walk.another_approves(order)
    address = walk.send(order)
    walk.deliver_over_a_broken_connection(address, tmp_path)
    walk.everything_is_here(order)


def _list(folder: Path, width: int) -> Path:
    """A price list whose books are of this test alone."""
    file = folder / f"daftar harga {width}.csv"
    file.write_text(LIST.format(first=isbn(width), second=isbn(width + 1), third=isbn(width + 2)))
    return file


class Walk:
    """The steps with one publisher's list, on screens of one size."""

    def __init__(self, system: System, browser_page: PageFactory, size: tuple[int, int]) -> None:
        self.base = system.base
        self.system = system
        self.width = size[0]
        self.name = f"Pustaka Niaga {self.width}"
        self.email = f"niaga{self.width}@penerbit.example.id"
        self.librarian, self.analyst, self.publisher = (browser_page(viewport=size) for _ in range(3))
        self.librarian.context.add_cookies(system.cookies_of(system.staff("pustakawan")))
        self.analyst.context.add_cookies(system.cookies_of(system.staff("analis")))

    def look(self, page: Page, name: str) -> None:
        # The screen of an import refreshes itself until its job has ended.
        expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0, timeout=WORKER_MS)
        assert_fits(page)
        (assert_accessible if page is self.publisher else assert_staff_accessible)(page)
        screenshot(page, f"rantai-{name}-{self.width}")

    def add_the_publisher(self) -> str:
        """The publisher's number, as the list of publishers has it."""
        page = self.librarian
        page.goto(f"{self.base}/admin/penerbit/new/")
        page.fill("[name=name]", self.name)
        page.fill("[name=slug]", f"niaga-{self.width}")
        page.fill("[name=contact]", "Bu Rahayu")
        page.fill("[name=email]", self.email)
        self.look(page, "penerbit")
        page.locator("main form button[type=submit]").first.click()
        number = page.get_by_role("link", name=self.name).first.get_attribute("href") or ""
        return re.findall(r"\d+", number)[-1]

    def import_the_list(self, file: Path) -> None:
        """Upload, give two columns their field (one wrongly at first), look at the dry run, apply."""
        page = self.librarian
        page.goto(f"{self.base}/admin/impor-katalog/new/")
        page.get_by_label("Penerbit").select_option(label=self.name)
        page.set_input_files("input[type=file]", file)
        self.look(page, "unggah")
        page.get_by_role("button", name="Unggah dan periksa").click()
        page.get_by_text("Kolom berkas ini: 2 belum dikenal").wait_for(timeout=WORKER_MS)
        self.look(page, "kolom")
        page.get_by_label("Yang Mengarang").select_option(label="Pengarang")
        page.get_by_label("Banderol").select_option(label="Judul")
        page.get_by_role("button", name="Simpan kolom dan baca ulang").click()
        page.get_by_role("link", name="Banderol: “Judul” sudah diambil").wait_for()
        self.look(page, "kolom-salah")
        page.get_by_label("Banderol").select_option(label="Harga")
        page.get_by_role("button", name="Simpan kolom dan baca ulang").click()
        page.get_by_text("Rp75.000").first.wait_for(timeout=WORKER_MS)
        self.look(page, "periksa")
        page.get_by_role("button", name="Terapkan katalog").click()
        page.get_by_text("Katalog sudah diterapkan.").wait_for(timeout=WORKER_MS)
        self.look(page, "diterapkan")
        page.get_by_role("link", name="Lihat penawarannya").click()
        expect(page.locator("main")).to_contain_text("Kopi Lereng Ijen")
        self.look(page, "penawaran")

    def order_two_books(self, publisher: str) -> str:
        """Two of the three offers, one of them for five readers at a time; the address of the order."""
        page = self.librarian
        page.goto(f"{self.base}/admin/pesanan/new/")
        page.select_option("[name=publisher]", publisher)
        page.fill("[name=subject]", "Buku minuman untuk kelas")
        self.look(page, "pesanan-baru")
        page.locator("main form button[type=submit]").first.click()
        page.get_by_label("Kopi Lereng Ijen").check()
        page.get_by_label("Teh Kebun Wonosari").check()
        self.look(page, "pilih-judul")
        page.get_by_role("button", name="Tambahkan yang dicentang").click()
        page.get_by_role("link", name="Ubah Kopi Lereng Ijen").click()
        page.select_option("[name=licence]", "concurrent")
        page.fill("[name=readers]", "5")
        self.look(page, "lisensi")
        page.get_by_role("button", name="Simpan baris").click()
        expect(page.locator("main")).to_contain_text("5 pembaca")
        expect(page.locator("main")).to_contain_text("Rp135.000")
        self.look(page, "konsep")
        return page.url

    def submitter_may_not_approve(self, order: str) -> None:
        """The person who submits may not approve: there is no button, and a forged request is refused."""
        page = self.librarian
        page.get_by_role("button", name="Ajukan").click()
        expect(page.locator("main")).to_contain_text("adalah tugas Analis Kurikulum")
        assert page.get_by_role("button", name="Setujui").count() == 0
        form = {"csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value()}
        step = order.replace("/inspect/", "/langkah/") + "approve/"
        answer = page.request.post(step, form=form, headers={"Referer": order})
        assert "adalah tugas Analis Kurikulum" in answer.text()
        page.goto(order)
        expect(page.locator(".order-head")).to_contain_text("diajukan")
        self.look(page, "diajukan")

    def another_approves(self, order: str) -> None:
        page = self.analyst
        page.goto(order)
        self.look(page, "analis")
        page.get_by_role("button", name="Setujui").click()
        expect(page.get_by_role("link", name=re.compile("surat-pesanan-"))).to_be_visible()

    def send(self, order: str) -> str:
        """The letter is sent as an attachment; the address for the files in a separate mail."""
        page = self.librarian
        page.goto(order)
        page.get_by_role("button", name="Kirim ke penerbit").click()
        expect(page.locator(".order-head")).to_contain_text("dikirim")
        (letter,) = self.system.mail_to(self.email, "Surat pesanan").iter_attachments()
        assert letter.get_content_type() == "application/pdf"
        assert letter.get_content().startswith(b"%PDF-")
        page.reload()
        self.look(page, "dikirim")
        words = self.system.mail_to(self.email, "Menyerahkan berkas pesanan").get_body().get_content()
        found = re.search(r"https?://\S+/kiriman/\S+", words)
        assert found is not None, words
        return re.sub(r"https?://[^/]+", self.base, found.group())

    def deliver_over_a_broken_connection(self, address: str, folder: Path) -> None:
        """The first upload resumes by itself; the second after the page was closed, from its offset."""
        page = self.publisher
        weight = Weight.of(page)
        page.goto(address)
        assert_light(weight)
        self.look(page, "tautan")
        connection = Connection(page)
        connection.broken = True
        choose(page, picture_book(folder / f"{isbn(self.width)}.pdf", seed=self.width % 7))
        page.get_by_text("Koneksi terputus. Dilanjutkan sendiri").wait_for()
        self.look(page, "terputus")
        connection.broken = False
        page.get_by_text("Sudah tiba dan sedang diperiksa.").first.wait_for()
        assert set(connection.failed) <= set(connection.offsets), "failed parts were sent again from their offset"
        page.get_by_role("link", name="Lihat hasil pemeriksaan").click()
        self.reload_until(page, "1 dari 2 judul sudah diterima")
        self.partly_here()

        connection.break_after = connection.sent + 1
        second = picture_book(folder / "Teh Kebun Wonosari.pdf", seed=self.width % 7 + 1)
        choose(page, second)
        page.get_by_text("Koneksi terputus. Dilanjutkan sendiri").wait_for()
        page.get_by_role("button", name="Jeda").click()
        page.get_by_text("Yang sudah terkirim disimpan 7 hari.").wait_for()
        page.goto(address)  # a new day
        page.get_by_text("Untuk melanjutkan, pilih lagi berkas yang sama.").wait_for()
        self.look(page, "belum-selesai")
        connection.break_after, connection.offsets = None, []
        choose(page, second)
        page.get_by_text("Sudah tiba dan sedang diperiksa.").first.wait_for()
        assert connection.offsets[0] > 0, "the upload resumed instead of starting again"
        page.get_by_role("link", name="Lihat hasil pemeriksaan").click()
        self.reload_until(page, "2 dari 2 judul sudah diterima")
        self.look(page, "diterima")

    def partly_here(self) -> None:
        page = self.librarian
        page.reload()
        expect(page.locator(".order-head")).to_contain_text("diterima sebagian")
        self.look(page, "sebagian")

    def everything_is_here(self, order: str) -> None:
        """Each file with its line, on both of the staff's pages of the order."""
        page = self.librarian
        page.goto(order)
        expect(page.locator(".order-head")).to_contain_text("diterima lengkap")
        assert page.get_by_role("link", name="Catat diterima").count() == 0
        page.get_by_role("link", name="Penerimaan berkas").click()
        for title, file in (
            ("Kopi Lereng Ijen", f"{isbn(self.width)}.pdf"),
            ("Teh Kebun Wonosari", "Teh Kebun Wonosari.pdf"),
        ):
            expect(page.get_by_role("row", name=title)).to_contain_text(file)
        self.look(page, "berkas")

    def reload_until(self, page: Page, words: str) -> None:
        end = time.monotonic() + WORKER_MS / 1000
        while words not in page.inner_text("main"):
            assert time.monotonic() < end, page.inner_text("main")
            page.reload()
