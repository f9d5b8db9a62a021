"""A citizen on a cheap phone, or at an office PC, without script: from people's words to all fourteen components."""

import re
import time

import pytest
import requests
from playwright.sync_api import Page

from cms.standards.completeness import COMPONENTS
from tests.e2e.browser import DESKTOP, PHONE, SIZES, assert_fits, look
from tests.e2e.conftest import PageFactory
from tests.e2e.system import System

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

LEGAL_ADVICE = "/layanan/bidang-kelembagaan-dan-pengawasan/pelayanan-konsultasi-hukum-kukm/"


def until_found(system: System, query: str, title: str) -> None:
    """Wait until the worker has indexed the page: it does so after the server is ready."""
    end = time.monotonic() + 60
    while title not in requests.get(f"{system.base}/cari/", params={"q": query}, timeout=10).text:
        assert time.monotonic() < end, f"{title} was not indexed"
        time.sleep(0.5)


@pytest.fixture
def page(size: tuple[int, int], browser_page: PageFactory) -> Page:
    return browser_page(viewport=size, java_script_enabled=False)


@SIZES
def test_from_a_colloquial_query_to_all_fourteen_components(system: System, page: Page) -> None:
    until_found(system, "ijin simpan pinjam", "Pengajuan Izin Usaha Simpan Pinjam")
    page.goto(system.base)
    page.get_by_label("Apa yang Anda cari?").fill("ijin simpan pinjam")
    page.locator("main").get_by_role("button", name="Cari").click()
    page.locator("main").get_by_role("link", name="Pengajuan Izin Usaha Simpan Pinjam").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pengajuan Izin Usaha Simpan Pinjam"
    assert [fact.strip() for fact in page.locator(".facts dt").all_inner_texts()] == ["Syarat", "Waktu", "Biaya"]
    for folded in page.locator("main details.component > summary").all():
        folded.click()
    for component in COMPONENTS:
        assert page.locator(f"#{component.key}").get_by_role("heading", name=component.label).is_visible()
        assert len(page.locator(f"#{component.key}").inner_text()) > len(component.label) + 3, component.label
    assert_fits(page)


@SIZES
def test_the_contents_lead_to_the_parts_of_the_page(system: System, page: Page) -> None:
    page.goto(system.base + LEGAL_ADVICE)
    page.get_by_role("navigation", name="Isi halaman").get_by_role("link", name="Jangka waktu").click()
    assert page.url.endswith("#waktu")
    assert page.locator("#waktu h2").is_visible()
    assert page.get_by_role("button", name=re.compile("Salin|Cetak")).count() == 0, "without script they would do nothing"


@SIZES
def test_the_list_is_filtered_and_the_filters_are_removed(system: System, page: Page) -> None:
    until_found(system, "konsultasi hukum", "Pelayanan Konsultasi Hukum KUKM")
    page.goto(f"{system.base}/layanan/")
    assert page.locator(".results__count").inner_text() == "23 layanan."
    if not page.get_by_label("Waktu", exact=True).is_visible():
        page.locator("main").get_by_text("Pilih menurut waktu dan biaya").click()
    page.get_by_label("Kata yang dicari").fill("konsultasi")
    page.get_by_label("Waktu", exact=True).select_option(label="sampai 1 hari")
    page.get_by_label("Biaya", exact=True).select_option(label="gratis")
    page.locator("main").get_by_role("button", name="Saring").click()
    assert re.match(r"\d layanan cocok dengan pilihan Anda\.", page.locator(".results__count").inner_text())
    assert page.get_by_role("link", name="Pelayanan Konsultasi Hukum KUKM").is_visible()
    assert_fits(page)
    page.get_by_role("link", name="Hapus pilihan Waktu: sampai 1 hari").click()
    assert "waktu" not in page.url
    page.get_by_role("link", name="Hapus semua pilihan").click()
    assert page.locator(".results__count").inner_text() == "23 layanan."


def test_the_chart_unfolds_without_script_and_its_labels_stay_inside_its_boxes(
    system: System, browser_page: PageFactory
) -> None:
    page = browser_page(viewport=PHONE, java_script_enabled=False)
    page.goto(system.base + LEGAL_ADVICE)
    assert not page.locator(".flow__chart").is_visible()
    page.get_by_text("Lihat sebagai bagan alur").click()
    assert page.locator(".flow__chart").is_visible()
    assert_fits(page)
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.flow__text, .flow__actor')].filter(text => {
            const inner = text.getBBox();
            return ![...document.querySelectorAll('.flow__box')].some(box => {
                const outer = box.getBBox();
                return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width
                    && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
            });
        }).map(text => text.textContent)"""
    )
    assert outside == []
    assert page.locator(".flow__box").count() == 5


def test_the_address_is_copied_with_script(system: System, browser_page: PageFactory) -> None:
    page = browser_page(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(system.base + LEGAL_ADVICE)
    page.get_by_role("button", name="Salin tautan").click()
    page.get_by_text("Alamat sudah disalin.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Tautan halaman ini").input_value()


def test_each_service_prints_on_one_sheet_what_a_citizen_needs(system: System, browser_page: PageFactory) -> None:
    page = browser_page(viewport=DESKTOP, java_script_enabled=False)
    page.goto(f"{system.base}/layanan/")
    addresses = [link.get_attribute("href") or "" for link in page.locator(".card__link").all()]
    sheets = {}
    for address in addresses:
        page.goto(system.base + address)
        sheets[address] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets == dict.fromkeys(addresses, 1)
    page.goto(system.base + LEGAL_ADVICE)
    page.emulate_media(media="print")
    for shown in (".facts", ".apply address", "#persyaratan", "#prosedur .steps", "#biaya", "#pengaduan"):
        assert page.locator(shown).is_visible(), shown
    assert page.get_by_text("Ditetapkan dengan Keputusan Kepala Dinas Nomor").is_visible()
    assert page.get_by_text(f"Alamat halaman ini: {system.base}{LEGAL_ADVICE}").is_visible()
    left_out = ("#pengelolaan", ".flow-fold", ".contents", ".share", "main .button", ".site-nav", ".helpful")
    assert [name for name in left_out if page.locator(name).first.is_visible()] == []


@SIZES
def test_every_service_and_list_is_accessible_and_fits(
    system: System, browser_page: PageFactory, subtests: pytest.Subtests, size: tuple[int, int]
) -> None:
    page = browser_page(viewport=size, reduced_motion="reduce")
    page.goto(f"{system.base}/layanan/")
    services = [link.get_attribute("href") or "" for link in page.locator(".card__link").all()]
    units = [link.get_attribute("href") or "" for link in page.locator("main h2 a").all()]
    lists = ["/layanan/?q=ijin&waktu=1-minggu", "/layanan/?biaya=berbayar", "/layanan/?waktu=kapan-kapan"]
    assert (len(services), len(units)) == (23, 6)
    for address in ["/layanan/", *lists, *units, *services]:
        with subtests.test(address):
            page.goto(system.base + address)
            name = re.sub(r"[/?]", "-", address.strip("/"))
            look(page, f"layanan-{name}-{size[0]}", themes=["light"])
