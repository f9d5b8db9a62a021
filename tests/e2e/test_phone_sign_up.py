"""Signing up with a telephone number on a phone: each page accessible in both themes."""

import pytest

from core.jobs import services as jobs
from core.jobs.models import Job
from core.people import roles
from lms.users.contact import notify_user
from tests.core.messages.whatsapp_server import Meta, an_account, meta, refused
from tests.e2e.browser import DESKTOP, Weight, assert_light, log_in, look, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.lms import PASSWORD, make_staff
from tests.lms.accounts.phones import phone_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBER = "0812 3456 7890"


@pytest.fixture
def server(settings):
    with meta() as running:
        settings.WHATSAPP = an_account(running.port)
        yield running


def code_from(server: Meta) -> str:
    """Send the queued messages; return the code in the newest."""
    for job in Job.objects.filter(kind="core.send_notification", state=Job.State.QUEUED):
        jobs.run(job.pk)
    return str(server.taken[-1]["template"]["components"][0]["parameters"][0]["text"])


def test_a_person_without_an_email_address_signs_up_logs_in_and_resets_the_password(
    live_server, browser_page: PageFactory, server: Meta
) -> None:
    page = browser_page()
    weight = Weight.of(page)
    page.goto(f"{live_server.url}/akun/daftar/")
    assert_light(weight)
    page.get_by_label("Nama lengkap").fill("Bu Tatik")
    page.get_by_label("E-mail atau nomor WhatsApp").fill("0812")
    page.get_by_role("button", name="Daftar", exact=True).click()
    look(page, "nomor-daftar-salah-360")
    page.get_by_label("E-mail atau nomor WhatsApp").fill(NUMBER)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_label("Kabupaten/kota", exact=True).select_option("35.15")
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Daftar", exact=True).click()
    look(page, "nomor-kode-360")
    page.get_by_label("Kode dari WhatsApp").fill("12")
    page.get_by_role("button", name="Lanjut").click()
    look(page, "nomor-kode-salah-360")
    page.get_by_label("Kode dari WhatsApp").fill(code_from(server))
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/kelas/")

    page.goto(f"{live_server.url}/akun/")
    look(page, "nomor-akun-360")
    page.goto(f"{live_server.url}/akun/nomor/")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    look(page, "nomor-ubah-360")
    page.goto(f"{live_server.url}/akun/email/")
    look(page, "nomor-email-360")
    page.goto(f"{live_server.url}/akun/keluar/")
    page.get_by_role("button", name="Keluar").last.click()
    page.goto(f"{live_server.url}/akun/masuk/")
    look(page, "nomor-masuk-360")
    page.goto(f"{live_server.url}/akun/lupa-kata-sandi/")
    look(page, "nomor-lupa-360")
    page.get_by_label("E-mail atau nomor WhatsApp").fill(NUMBER)
    page.get_by_role("button", name="Kirim kode").click()
    look(page, "nomor-lupa-kode-360")
    page.get_by_label("Kode dari WhatsApp").fill(code_from(server))
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/akun/lupa-kata-sandi/baru/")


def test_staff_see_masked_numbers_and_the_status_of_messages(live_server, browser_page: PageFactory, server: Meta) -> None:
    user = phone_user()
    server.answers = [(400, refused(131026)), None]
    for key in ("a", "b"):
        notify_user(user=user, key=key, category="kelas", subject="Kelas dibatalkan", body_text="Alasan: banjir.")
    code_from(server)
    page = browser_page(viewport=DESKTOP)
    log_in(page, live_server.url, make_staff(roles.ADMINISTRATOR))
    page.goto(f"{live_server.url}/admin/users/")
    assert page.get_by_text("+62812•••••890").is_visible()
    screenshot(page, "nomor-petugas-pengguna-1280")
    page.goto(f"{live_server.url}/admin/pemberitahuan/")
    assert page.get_by_text("Nomor ini tidak dapat menerima pesan WhatsApp.").is_visible()
    screenshot(page, "nomor-petugas-pemberitahuan-1280")
