"""Signing up with a telephone number on a cheap phone: each screen reachable for everyone, in both themes."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from core import roles
from core.jobs import services as jobs
from core.models.job import Job
from lms.services.contact import tell
from tests.e2e.browser import DESKTOP, Weight, assert_accessible, assert_fits, assert_light, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.lms import PASSWORD, make_staff
from tests.lms.phones import phone_user
from tests.whatsapp_server import Meta, an_account, meta, refused

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBER = "0812 3456 7890"


@pytest.fixture
def server(settings):
    with meta() as running:
        settings.WHATSAPP = an_account(running.port)
        yield running


def look(page: Page, name: str) -> None:
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, name)


def code_from(server: Meta) -> str:
    """As the telephone shows it."""
    for job in Job.objects.filter(kind="core.send_notification", state=Job.State.QUEUED):
        jobs.run(job.pk)
    return str(server.taken[-1]["template"]["components"][0]["parameters"][0]["text"])


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_person_without_an_address_signs_up_changes_and_resets(
    live_server, browser_page: PageFactory, server: Meta, color_scheme: str
) -> None:
    page = browser_page(color_scheme=color_scheme)
    weight = Weight.of(page)
    page.goto(f"{live_server.url}/akun/daftar/")
    assert_light(weight)
    page.get_by_label("Nama lengkap").fill("Bu Tatik")
    page.get_by_label("E-mail atau nomor WhatsApp").fill("0812")
    page.get_by_role("button", name="Daftar", exact=True).click()
    look(page, f"nomor-daftar-salah-{color_scheme}-360")
    page.get_by_label("E-mail atau nomor WhatsApp").fill(NUMBER)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_label("Kabupaten/kota", exact=True).select_option("35.15")
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Daftar", exact=True).click()
    look(page, f"nomor-kode-{color_scheme}-360")
    page.get_by_label("Kode dari WhatsApp").fill("12")
    page.get_by_role("button", name="Lanjut").click()
    look(page, f"nomor-kode-salah-{color_scheme}-360")
    page.get_by_label("Kode dari WhatsApp").fill(code_from(server))
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/kelas/")

    page.goto(f"{live_server.url}/akun/")
    look(page, f"nomor-akun-{color_scheme}-360")
    page.goto(f"{live_server.url}/akun/nomor/")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    look(page, f"nomor-ubah-{color_scheme}-360")
    page.goto(f"{live_server.url}/akun/email/")
    look(page, f"nomor-email-{color_scheme}-360")
    page.goto(f"{live_server.url}/akun/keluar/")
    page.get_by_role("button", name="Keluar").last.click()
    page.goto(f"{live_server.url}/akun/masuk/")
    look(page, f"nomor-masuk-{color_scheme}-360")
    page.goto(f"{live_server.url}/akun/lupa-kata-sandi/")
    look(page, f"nomor-lupa-{color_scheme}-360")
    page.get_by_label("E-mail atau nomor WhatsApp").fill(NUMBER)
    page.get_by_role("button", name="Kirim kode").click()
    look(page, f"nomor-lupa-kode-{color_scheme}-360")
    page.get_by_label("Kode dari WhatsApp").fill(code_from(server))
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/akun/lupa-kata-sandi/baru/")


def test_staff_see_numbers_masked_and_what_became_of_messages(
    live_server, browser_page: PageFactory, server: Meta, client: Client
) -> None:
    user = phone_user()
    server.answers = [(400, refused(131026)), None]
    for key in ("a", "b"):
        tell(user=user, key=key, category="kelas", subject="Kelas dibatalkan", body_text="Alasan: banjir.")
    code_from(server)
    client.force_login(make_staff(roles.ADMINISTRATOR), backend="django.contrib.auth.backends.ModelBackend")
    page = browser_page(viewport=DESKTOP)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{live_server.url}/admin/users/")
    assert page.get_by_text("+62812•••••890").is_visible()
    screenshot(page, "nomor-petugas-pengguna-1280")
    page.goto(f"{live_server.url}/admin/pemberitahuan/")
    assert page.get_by_text("Nomor ini tidak dapat menerima pesan WhatsApp.").is_visible()
    screenshot(page, "nomor-petugas-pemberitahuan-1280")
