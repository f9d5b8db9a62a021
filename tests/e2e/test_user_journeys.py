"""The three main user journeys on the running system: service, certificate, book; with and without script."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import DESKTOP, PHONE, assert_fits
from tests.e2e.conftest import PageFactory
from tests.e2e.system import System
from tests.walk import PASSWORD, SENTENCE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

COMPONENTS = [
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Jangka waktu pelayanan",
    "Biaya/tarif",
    "Produk pelayanan",
    "Penanganan pengaduan",
    "Dasar hukum",
    "Sarana, prasarana, dan fasilitas",
    "Kompetensi pelaksana",
    "Pengawasan internal",
    "Jumlah pelaksana",
    "Jaminan pelayanan",
    "Jaminan keamanan dan keselamatan pelayanan",
    "Evaluasi kinerja pelaksana",
]

Walker = Callable[[], Page]


@pytest.fixture(
    params=[
        pytest.param((PHONE, False), id="360"),
        pytest.param((DESKTOP, False), id="1280", marks=pytest.mark.every_screen),
        pytest.param((PHONE, True), id="360 with script", marks=pytest.mark.every_screen),
    ]
)
def walker(request: pytest.FixtureRequest, browser_page: PageFactory) -> Iterator[Walker]:
    """A function that opens pages for one kind of visitor; errors on their consoles fail the test at the end."""
    viewport, script = request.param
    complaints: list[str] = []

    def open_page() -> Page:
        page = browser_page(viewport=viewport, java_script_enabled=script)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda failed: complaints.append(f"{failed.url}: {failed.failure}"))
        return page

    yield open_page
    _assert_no_complaints(complaints)


def _assert_no_complaints(complaints: list[str]) -> None:
    # A download aborts its navigation, and a form with an error answers 422: chromium reports both.
    errors = [complaint for complaint in complaints if "ERR_ABORTED" not in complaint and "status of 422" not in complaint]
    assert not errors, errors


def test_a_citizen_reads_all_components_of_a_service(system: System, walker: Walker) -> None:
    page = walker()
    page.goto(system.base)
    page.locator("main").get_by_role("link", name="layanan").first.click()
    assert page.url == f"{system.base}/layanan/"
    page.locator("main h2").get_by_role("link", name="UPT Pelatihan KUKM").click()
    page.locator("main").get_by_role("link", name="Pengoperasionalan Aplikasi Si-Jawara+").click()
    assert_fits(page)
    headings = page.locator("main h2, main h3").all_inner_texts()
    assert [heading for heading in COMPONENTS if heading not in headings] == []
    for closed in page.locator("main details > summary").all():
        closed.click()
    assert all(body.is_visible() for body in page.locator("main details > :not(summary)").all())
    assert_fits(page)


def test_a_newcomer_goes_from_a_course_to_a_certificate(
    system: System, walker: Walker, request: pytest.FixtureRequest
) -> None:
    page = walker()
    email = f"siti.{abs(hash(request.node.name))}@example.id"
    page.goto(system.base)
    page.get_by_role("navigation", name="Utama").get_by_role("link", name="Pelatihan").click()
    page.click("text=Foto Produk yang Laku dengan Ponsel")
    page.click("text=Ikut kelas ini")
    page.locator("main").get_by_role("link", name="Daftar").click()
    _sign_up(page, system, email)
    page.click("text=Ya, ikut kelas ini")
    page.locator("main .actions").get_by_role("link", name="Mulai:").click()
    page.click("text=Tandai selesai dan lanjut")
    _answer_the_evaluation(page)
    with page.expect_download() as download:
        page.click("text=Unduh sertifikat")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    code = re.search(r"SJW(-[A-Z0-9]{4}){3}", page.inner_text("main"))
    assert code is not None
    _verify_without_an_account(walker(), system, code.group())


def _sign_up(page: Page, system: System, email: str) -> None:
    page.get_by_label("Nama lengkap").fill("Siti Aminah")
    page.get_by_role("textbox", name="Alamat e-mail").fill(email)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=regency]").select_option("35.78")
    page.locator("[name=consent]").check()
    page.locator("main").get_by_role("button", name="Daftar").click()
    page.locator("[name=code]").fill(system.code_for(email))
    page.locator("main").get_by_role("button", name="Lanjut").click()


def _answer_the_evaluation(page: Page) -> None:
    """Leave questions out: the errors are beside them and in the summary, and the other answers are kept."""
    questions = page.locator("main fieldset")
    questions.first.locator("input").nth(3).check()
    page.locator("main textarea").fill("Contohnya mudah ditiru.")
    page.click("text=Kirim dan terbitkan sertifikat")
    assert page.title().startswith("Kesalahan: ")
    summary = page.locator(".error-summary")
    assert summary.locator("a").count() == questions.count() - 1
    assert "error-summary" in (page.locator(":focus").get_attribute("class") or "")
    assert questions.first.locator("input").nth(3).is_checked()
    assert page.locator("main textarea").input_value() == "Contohnya mudah ditiru."
    summary.locator("a").first.click()
    for number in range(1, questions.count()):
        questions.nth(number).locator("input").nth(3).check()
    page.click("text=Kirim dan terbitkan sertifikat")
    assert page.title().startswith("Kelas selesai")


def _verify_without_an_account(page: Page, system: System, code: str) -> None:
    """A person without an account types the printed code, in lower case."""
    page.goto(f"{system.base}/sertifikat/")
    page.locator("main form input[type=text]").fill(code.lower())
    page.locator("main").get_by_role("button", name="Periksa").click()
    assert "asli dan berlaku" in page.get_by_role("heading", level=1).inner_text()
    assert "Siti Aminah" in page.inner_text("main")


def test_a_reader_goes_from_a_sentence_to_its_page(system: System, walker: Walker) -> None:
    page = walker()
    page.goto(system.base)
    page.get_by_label("Apa yang Anda cari?").fill(SENTENCE)
    page.locator("main").get_by_role("button", name="Cari").click()
    assert page.locator("main mark").count() > 0
    assert_fits(page)
    page.locator(".search__page a").first.click()
    first = _number_of_page(page)
    assert "Masuk" in page.locator("main mark").all_inner_texts()
    _assert_picture_loads(page)
    page.locator("main").get_by_role("link", name="Berikutnya").first.click()
    assert _number_of_page(page) == first + 1
    _assert_picture_loads(page)
    assert_fits(page)


def _number_of_page(page: Page) -> int:
    found = re.search(r"/perpustakaan/[^/]+/halaman/(\d+)/", page.url)
    assert found is not None, page.url
    return int(found.group(1))


def _assert_picture_loads(page: Page) -> None:
    picture = page.locator("img.books-page")
    picture.scroll_into_view_if_needed()
    page.wait_for_load_state("load")
    assert picture.evaluate("picture => picture.complete && picture.naturalWidth") > 0
