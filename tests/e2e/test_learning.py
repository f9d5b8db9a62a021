"""The learner's way in a real browser: without script on a phone, and every page of it reachable for everyone."""

import pytest

from courses.selectors import lessons_of
from tests.e2e.browser import DESKTOP, PHONE, Weight, assert_accessible, assert_fits, assert_light, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, certified

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in(client, page, live_server, user):
    """The session of Django's test client, carried into the browser."""
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360", "1280"])
def test_a_class_is_taken_without_script(live_server, client, browser_page: PageFactory, viewport):
    run = CourseRunFactory()
    page = browser_page(viewport=viewport, java_script_enabled=False)
    log_in(client, page, live_server, LearnerFactory())
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
    assert "asli dan berlaku" in page.inner_text("h1")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_every_page_of_the_way_is_accessible_fits_and_is_light(live_server, client, browser_page: PageFactory, color_scheme):
    certificate = certified()
    run, done = certificate.run, certificate.run.public_id
    fresh = CourseRunFactory(course=run.course)
    lesson = lessons_of(course=run.course)[0]
    addresses = {
        "daftar": "/pelatihan/",
        "pelatihan": run.course.get_url(),
        "kelas": "/kelas/",
        "ikut": f"/kelas/ikut/{fresh.public_id}/",
        "rumah": f"/kelas/{done}/",
        "pelajaran": f"/kelas/{done}/pelajaran/{lesson.pk}/",
        "selesai": f"/kelas/{done}/selesai/",
        "periksa": "/sertifikat/",
        "asli": f"/sertifikat/{certificate.code}/",
        "asing": "/sertifikat/SJW-2222-3333-4444/",
    }
    for name, address in addresses.items():
        page = browser_page(viewport=PHONE, color_scheme=color_scheme)
        log_in(client, page, live_server, certificate.holder)
        weight = Weight.of(page)
        page.goto(live_server.url + address)
        assert_fits(page)
        assert_accessible(page)
        assert_light(weight)
        screenshot(page, f"belajar-{name}-{color_scheme}-360")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_evaluation_with_errors_is_accessible(live_server, client, browser_page: PageFactory, color_scheme):
    run = CourseRunFactory()
    user = LearnerFactory()
    page = browser_page(viewport=PHONE, color_scheme=color_scheme)
    log_in(client, page, live_server, user)
    client.post(f"/kelas/ikut/{run.public_id}/")
    client.post(f"/kelas/{run.public_id}/pelajaran/{lessons_of(course=run.course)[0].pk}/")
    page.goto(f"{live_server.url}/kelas/{run.public_id}/evaluasi/")
    assert_accessible(page)
    page.click("text=Kirim dan terbitkan sertifikat")
    assert_accessible(page)
    assert_fits(page)
