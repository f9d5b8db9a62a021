"""A narrow phone, slow 3G, no script: from the course list to the list of what is missing for the certificate."""

import pytest
from playwright.sync_api import Page, expect

from courses.demo import marketing
from tests.e2e.browser import PHONE, Weight, assert_fits, assert_light, screenshot
from tests.e2e.conftest import PageFactory
from tests.e2e.system import System
from tests.walk import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

EMAIL = "bu.sri@example.id"
LESSONS = sum(len(lessons) for _, _, lessons in marketing.MODULES)
PATIENCE = 60_000  # milliseconds
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes a second


@pytest.fixture
def phone(browser_page: PageFactory) -> Page:
    page = browser_page(viewport=PHONE, java_script_enabled=False)
    page.set_default_timeout(PATIENCE)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    return page


def test_a_trader_registers_reads_and_sees_what_is_missing_on_slow_3g(system: System, phone: Page):
    _find_the_course(system, phone)
    _register(system, phone)
    phone.click("text=Ya, ikut kelas ini")
    _assert_missing(phone, lessons_left=LESSONS)
    class_home = phone.url
    phone.locator("main .actions").get_by_role("link", name="Mulai:").click()
    for _ in range(2):
        _read_on(phone)
    phone.goto(class_home)
    _assert_missing(phone, lessons_left=LESSONS - 2)
    screenshot(phone, "ponsel-lambat-yang-kurang")
    phone.locator("main .actions").get_by_role("link", name="Lanjutkan:").click()
    for _ in range(LESSONS - 2):
        _read_on(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Tes akhir", timeout=PATIENCE)
    phone.goto(class_home)
    _assert_missing(phone, lessons_left=0)


def _find_the_course(system: System, phone: Page) -> None:
    weight = Weight.of(phone)
    phone.goto(f"{system.base}/pelatihan/")
    assert_light(weight)  # the browser cache is empty
    phone.locator("main").get_by_role("link", name=marketing.TITLE).click()
    assert_fits(phone)
    phone.locator("main").get_by_role("link", name=marketing.SELF_PACED).click()


def _register(system: System, phone: Page) -> None:
    phone.locator("main").get_by_role("link", name="Daftar").click()
    phone.get_by_label("Nama lengkap").fill("Sri Wahyuni")
    phone.get_by_role("textbox", name="Alamat e-mail").fill(EMAIL)
    phone.locator("[name=password1]").fill(PASSWORD)
    phone.locator("[name=regency]").select_option("35.78")
    phone.locator("[name=consent]").check()
    phone.locator("main").get_by_role("button", name="Daftar").click()
    phone.locator("[name=code]").fill(system.code_for(EMAIL))
    phone.locator("main").get_by_role("button", name="Lanjut").click()


def _read_on(phone: Page) -> None:
    """Complete a lesson and go on; waits for slow pages, so that no lesson is completed before it has loaded."""
    done = phone.get_by_role("button", name="Tandai selesai dan lanjut")
    expect(done).to_be_visible(timeout=PATIENCE)
    assert_fits(phone)
    lesson = phone.url
    done.click()
    expect(phone).not_to_have_url(lesson, timeout=PATIENCE)


def _assert_missing(phone: Page, *, lessons_left: int) -> None:
    """The home page of the class counts the completed lessons and lists what is missing."""
    steps = phone.locator("main li")
    expect(steps.locator(".steps__title a[href*=pelajaran]")).to_have_count(LESSONS, timeout=PATIENCE)
    expect(steps.filter(has_text="Belum selesai")).to_have_count(lessons_left)
    evaluation = steps.filter(has=phone.locator(".steps__title", has_text="Evaluasi"))
    expect(evaluation).to_contain_text("Terbuka setelah" if lessons_left else "Terbuka setelah lulus tes akhir.")
    expect(phone.locator("main")).to_contain_text("Terbit langsung setelah evaluasi dikirim")
