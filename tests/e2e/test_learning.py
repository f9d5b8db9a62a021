"""A participant takes a class without script, on a phone."""

import pytest

from tests.e2e.browser import SIZES, log_in
from tests.e2e.conftest import PageFactory
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@SIZES
def test_a_class_is_taken_without_script(live_server, browser_page: PageFactory, size: tuple[int, int]):
    run = CourseRunFactory()
    page = browser_page(viewport=size, java_script_enabled=False)
    log_in(page, live_server.url, LearnerFactory())
    page.goto(live_server.url + run.course.get_url())
    page.click("text=Ikut kelas ini")
    page.click("text=Ya, ikut kelas ini")
    page.click("main .actions a.button")
    page.click("text=Tandai selesai dan lanjut")
    page.click("text=Kirim dan terbitkan sertifikat")
    assert page.title().startswith("Kesalahan:")
    for question in (0, 1):
        page.locator("fieldset").nth(question).locator("input").first.check()
    page.click("text=Kirim dan terbitkan sertifikat")
    assert page.title().startswith("Kelas selesai")
    with page.expect_download() as download:
        page.click("text=Unduh sertifikat")
    assert download.value.suggested_filename.endswith(".pdf")
    page.click("text=SJW-")
    assert "asli dan berlaku" in page.get_by_role("heading", level=1).inner_text()
