"""Log-in by a mailed code or link, on a phone: each page accessible, light and usable."""

import pytest

from tests.e2e.browser import Weight, assert_light, look
from tests.e2e.conftest import PageFactory
from tests.factories.lms import UserFactory
from tests.lms.mail import code_for, link_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = "sri@example.id"


def test_a_person_who_is_kept_out_logs_in_by_code_and_by_link(live_server, browser_page: PageFactory) -> None:
    UserFactory(email=EMAIL)
    page = browser_page()
    weight = Weight.of(page)
    page.goto(f"{live_server.url}/akun/masuk/")
    for _ in range(6):
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Kata sandi", exact=True).fill("keliru sekali")
        page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text("Terlalu banyak percobaan yang gagal").first.wait_for()
    look(page, "masuk-tertahan-360")
    page.get_by_role("link", name="Masuk dengan kode lewat e-mail").click()
    look(page, "masuk-kode-minta-360")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_label("Kode dari e-mail").fill("12")
    page.get_by_role("button", name="Masuk", exact=True).click()
    look(page, "masuk-kode-salah-360")
    page.get_by_label("Kode dari e-mail").fill(code_for(EMAIL))
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/kelas/")

    other = browser_page()
    weight = Weight.of(other)
    other.goto(f"{live_server.url}{link_for(EMAIL)}")
    assert_light(weight)
    look(other, "masuk-tautan-360")
    other.get_by_role("button", name="Masuk", exact=True).click()
    other.wait_for_url("**/kelas/")

    other.goto(f"{live_server.url}{link_for(EMAIL)}")
    look(other, "masuk-tautan-habis-360")
    other.get_by_role("link", name="Masuk dengan kode lewat e-mail").wait_for()
