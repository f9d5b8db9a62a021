"""Staff manage the participants of a course run."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from core.messages.models import Notification
from core.people.roles import CURRICULUM_ANALYST
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from tests.e2e.browser import DESKTOP, PHONE, assert_fits, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.lms import make_staff
from tests.factories.roster import person_in, two_runs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = (
    ("Siti Aminah", "35.15", 0),
    ("Budi Santoso", "35.15", 1),
    ("Dewi Lestari", "35.78", 2),
    ("Eko Prasetyo", "35.79", 0),
)


@pytest.fixture
def runs() -> tuple[CourseRun, CourseRun]:
    here, there = two_runs(name="Angkatan 2, Sidoarjo")
    for name, regency, read in PEOPLE:
        person_in(here, name, regency=regency, read=read)
    here.name, here.requirements = "Angkatan 1, Surabaya", ["letter", "identity"]
    here.save()
    return here, there


def open_roster(live_server, page: Page, run: CourseRun) -> None:
    log_in(page, live_server.url, make_staff(CURRICULUM_ANALYST, full_name="Anisa Analis"))
    page.goto(live_server.url + reverse("courses_run:inspect", args=[run.pk]))
    page.get_by_role("link", name="Peserta", exact=True).last.click()
    expect(page.locator("main table tbody tr")).to_have_count(len(PEOPLE))


def test_staff_filter_write_to_a_selection_move_one_and_download_the_spreadsheet(
    live_server, browser_page: PageFactory, runs, run_jobs: Callable[[], int]
) -> None:
    here, there = runs
    page = browser_page(viewport=DESKTOP)
    open_roster(live_server, page, here)
    screenshot(page, "roster-1280")

    page.locator("#filters-drilldown [data-w-dropdown-target=toggle]").first.click()
    screenshot(page, "roster-filter-1280")
    page.goto(f"{page.url}?regency=35.15")
    rows = page.locator("main table tbody tr")
    expect(rows).to_have_count(2)
    page.locator("[data-roster-all]").check()
    expect(page.locator("input[name=peserta]:checked")).to_have_count(2)
    page.get_by_role("button", name="Tulis pesan").click()
    page.fill("[name=subject]", "Bawa contoh produk")
    page.fill("[name=text]", "Besok bawa satu produk untuk difoto.\n\nSampai jumpa.")
    screenshot(page, "roster-write-1280")
    page.get_by_role("button", name="Lihat sebelum dikirim").click()
    screenshot(page, "roster-preview-1280")
    page.get_by_role("button", name="Kirim kepada 2 orang").click()
    page.wait_for_url("**/pesan/*/")
    run_jobs()
    page.reload()
    expect(page.locator(".roster-counts")).to_contain_text("terkirim")
    screenshot(page, "roster-sent-1280")
    assert Notification.objects.filter(subject="Bawa contoh produk").count() == 2

    page.get_by_role("link", name="Kembali ke daftar peserta").click()
    page.get_by_label("Pilih Dewi Lestari").check()
    page.get_by_role("button", name="Pindahkan ke kelas lain").click()
    page.select_option("[name=target]", str(there.pk))
    screenshot(page, "roster-move-1280")
    page.get_by_role("button", name="Pindahkan peserta").click()
    page.wait_for_url("**/perubahan/*/")
    run_jobs()
    page.reload()
    expect(page.locator(".roster-counts")).to_contain_text("dipindahkan")
    screenshot(page, "roster-moved-1280")
    assert Enrolment.objects.get(run=there).user.full_name == "Dewi Lestari"

    page.get_by_role("link", name="Kembali ke daftar peserta").click()
    expect(rows).to_have_count(len(PEOPLE) - 1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh XLSX").click()
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {
        "Siti Aminah",
        "Budi Santoso",
        "Eko Prasetyo",
    }
    page.get_by_role("link", name="Pesan dan perubahan").click()
    screenshot(page, "roster-records-1280")


def test_the_screens_fit_a_phone(live_server, browser_page: PageFactory, runs) -> None:
    page = browser_page(viewport=PHONE)
    open_roster(live_server, page, runs[0])
    assert_fits(page)
    screenshot(page, "roster-360")
    page.locator("input[name=siapa][value=semua]").check()
    page.get_by_role("button", name="Keluarkan dari kelas").click()
    assert_fits(page)
    screenshot(page, "roster-take-out-360")
    page.goto(live_server.url + reverse("lms_roster:add", args=[runs[0].pk]))
    assert_fits(page)
    screenshot(page, "roster-add-360")
