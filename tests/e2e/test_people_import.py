"""People are imported from a spreadsheet and accept the invitation on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from core.people import roles
from lms.invitations.links import token_of
from lms.invitations.models import Invitation
from lms.profile.services.profile import details_update
from tests.e2e.browser import PHONE, Weight, assert_accessible, assert_fits, assert_light, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import PASSWORD, ProfileFactory, UserFactory, make_staff
from tests.lms.invitations.sheets import BUDI, HEADINGS, SRI, sheet, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TALL = {360: (360, 2600), 1280: (1280, 1800)}
"""The admin scrolls inside its window; a tall one shows a screen whole."""


def test_from_a_spreadsheet_to_an_activated_account(live_server, browser_page: PageFactory, tmp_path: Path) -> None:
    run = CourseRunFactory(quota=2)
    details_update(
        user=ProfileFactory(user=UserFactory(email="lama@example.id", full_name="Bu Lama")).user,
        answers={"business_name": "Warung Lama"},
    )
    page = browser_page(viewport=TALL[1280])
    log_in(page, live_server.url, make_staff(roles.CURRICULUM_ANALYST))
    _import(page, live_server.url, _list(tmp_path), f"{run.course.title}: {run.name}")
    page.goto(f"{live_server.url}/admin/undangan/")
    _look(page, "undangan")
    page.get_by_role("link", name="Sri Wahyuni").click()
    _look(page, "satu-undangan")

    address = f"{live_server.url}/akun/undangan/{token_of(Invitation.objects.get(user__email=SRI[1]))}/"
    phone = browser_page(viewport=PHONE, java_script_enabled=False)
    _accept(phone, address)
    assert phone.url == f"{live_server.url}/kelas/{run.public_id}/"
    expect(phone.get_by_text("Akun Anda sudah terbuka")).to_be_visible()
    _expired_links(browser_page(viewport=PHONE), live_server.url)


def _list(folder: Path) -> Path:
    file = folder / "peserta angkatan 3.xlsx"
    rows = [
        (*SRI, "Keripik"),
        (*BUDI, ""),
        ("Budi S.", BUDI[1], "", "Surabaya", "", ""),
        ("Tanpa Surel", "", "", "Malang", "", ""),
        ("Bu Lama", "lama@example.id", "", "Sidoarjo", "0811 2222 3333", "Warung Baru"),
        ("Ani", "ani@example.id", "", "Kota Batu", "", ""),
    ]
    file.write_bytes(sheet(rows, [*HEADINGS, "Nama usaha"], above=[["DAFTAR PESERTA"]]))
    return file


def _import(page: BrowserPage, base: str, file: Path, run: str) -> None:
    page.goto(f"{base}/admin/impor-peserta/new/")
    page.get_by_label("Daftarkan juga ke kelas").select_option(label=run)
    _look(page, "unggah")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    _run_the_worker(page)
    page.get_by_text("Baris 3: Sri Wahyuni").first.wait_for()
    _look(page, "laporan")
    page.get_by_role("button", name="Jalankan dan kirim undangan").click()
    _run_the_worker(page)
    page.get_by_text("Sudah diproses.").wait_for()
    _look(page, "diproses")
    page.goto(f"{base}/admin/impor-peserta/")
    _look(page, "daftar")


def _accept(phone: BrowserPage, address: str) -> None:
    weight = Weight.of(phone)
    phone.goto(address)
    assert_light(weight)
    assert_fits(phone)
    screenshot(phone, "undangan-360")
    phone.get_by_role("button", name="Setuju dan masuk").click()
    assert phone.title().startswith("Kesalahan: ")
    screenshot(phone, "undangan-kesalahan-360")
    phone.get_by_label("Kata sandi baru").fill(PASSWORD)
    for box in phone.get_by_role("checkbox").all():
        box.check()
    phone.get_by_role("button", name="Setuju dan masuk").click()
    screenshot(phone, "undangan-diterima-360")


def _expired_links(phone: BrowserPage, base: str) -> None:
    """With script, which axe-core needs."""
    budi = Invitation.objects.get(user__email=BUDI[1])
    phone.goto(f"{base}/akun/undangan/{token_of(budi)}/")
    assert_accessible(phone)
    phone.goto(f"{base}/akun/undangan/lama/")
    assert_accessible(phone)
    assert_fits(phone)
    screenshot(phone, "undangan-berakhir-360")
    phone.get_by_label("Alamat e-mail").fill("siapa.saja@example.id")
    phone.get_by_role("button", name="Minta tautan baru").click()
    phone.get_by_role("heading", name="Periksa e-mail Anda").wait_for()
    assert_accessible(phone)
    screenshot(phone, "undangan-diminta-360")


def _run_the_worker(page: BrowserPage) -> None:
    page.get_by_text("Menunggu giliran").wait_for()
    work()
    page.get_by_role("link", name="Muat ulang").click()


def _look(page: BrowserPage, name: str) -> None:
    """No horizontal scrolling at either width; a screenshot of each."""
    for width, height in TALL.values():
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
        screenshot(page, f"impor-{name}-{width}")
