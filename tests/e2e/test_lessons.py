"""Lessons with every kind of block in a real browser: with script, without it, and on a narrow screen."""

import pytest

from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage
from courses.content.selectors import lessons_of
from courses.demo.seed import seed
from lms.enrolment.services.enrolment import enrolment_create
from tests.e2e.browser import (
    DESKTOP,
    PHONE,
    SIZES_AND_THEMES,
    Weight,
    assert_accessible,
    assert_fits,
    assert_light,
    log_in,
    look,
    screenshot,
)
from tests.e2e.conftest import PageFactory
from tests.factories.courses import CourseRunFactory, lesson, site_root
from tests.factories.learning import LearnerFactory
from tests.factories.lms import make_staff
from tests.factories.media import root_collection, video_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def taken():
    """An enrolment in the self-paced class of the demo course."""
    site_root()
    root_collection()
    list(seed())
    course = CoursePage.objects.get(slug="pemasaran-digital-untuk-umkm")
    return enrolment_create(user=LearnerFactory(), run=course.runs.get(mode="self_paced"))


@SIZES_AND_THEMES
def test_every_lesson_of_the_demo_course_is_accessible_fits_and_is_light(
    live_server, browser_page: PageFactory, taken, size, theme
):
    addresses = {"daftar": "/pelatihan/?cara=on_site", "kursus": taken.run.course.get_url()}
    for number, each in enumerate(lessons_of(course=taken.run.course), start=1):
        addresses[f"pelajaran-{number}"] = f"/kelas/{taken.run.public_id}/pelajaran/{each.pk}/"
    page = browser_page(viewport=size, reduced_motion="reduce")
    log_in(page, live_server.url, taken.user)
    for name, address in addresses.items():
        tab = page.context.new_page()
        weight = Weight.of(tab)
        tab.goto(live_server.url + address)
        assert_light(weight)
        look(tab, f"materi-{name}-{size[0]}", themes=[theme])
        tab.close()


@pytest.mark.parametrize("with_script", [True, pytest.param(False, marks=pytest.mark.every_screen)])
def test_no_part_of_a_video_is_loaded_before_it_is_played(live_server, browser_page, taken, with_script):
    address = _lesson_with(taken, "video")
    page = browser_page(viewport=PHONE, java_script_enabled=with_script)
    log_in(page, live_server.url, taken.user)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(live_server.url + address, wait_until="networkidle")
    assert not [url for url in requests if "/berkas/" in url or "/takarir/" in url]
    page.click("summary:has-text('Baca transkrip')")
    assert page.locator("text=Pembeli membuka profil sebelum bertanya").first.is_visible()


def test_a_range_of_the_video_is_sent_and_captions_show_when_it_is_played(live_server, browser_page, taken):
    page = browser_page(viewport=PHONE)
    log_in(page, live_server.url, taken.user)
    page.goto(live_server.url + _lesson_with(taken, "video"))
    with (
        page.expect_response(lambda answer: "/berkas/" in answer.url) as film,
        page.expect_response("**/takarir/**") as words,
    ):
        page.evaluate("document.querySelector('video').play().catch(() => {})")
    assert film.value.status == 206
    assert words.value.status == 200
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "showing"


def test_a_video_of_another_site_is_embedded_when_it_is_tapped(live_server, browser_page: PageFactory):
    run = CourseRunFactory()
    only = lesson(
        run.course, "Film", body=[video_block(None, address="https://youtu.be/dQw4w9WgXcQ", captions_checked=True)]
    )
    user = enrolment_create(user=LearnerFactory(), run=run).user
    page = browser_page(viewport=PHONE)
    page.context.route(
        "**/*youtube*/**", lambda route: route.fulfill(body="<title>pemutar</title>", content_type="text/html")
    )
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    log_in(page, live_server.url, user)
    page.goto(f"{live_server.url}/kelas/{run.public_id}/pelajaran/{only.pk}/")
    assert page.locator("iframe").count() == 0
    page.click("a[data-player]")
    assert page.locator("iframe").get_attribute("src").startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
    page.frame_locator("iframe").locator("title").wait_for(state="attached")
    assert refused == []
    assert_accessible(page)


def test_staff_author_a_lesson_and_see_it_as_participants_will(live_server, browser_page, taken):
    page = browser_page(viewport=DESKTOP)
    page.set_default_timeout(30_000)
    log_in(page, live_server.url, make_staff("Analis Kurikulum"))
    with_film = LessonPage.objects.get(pk=int(_lesson_with(taken, "video").rstrip("/").rpartition("/")[2]))
    page.goto(f"{live_server.url}/admin/pages/{with_film.pk}/edit/")
    assert page.locator("text=Tiga hal di profil WhatsApp Business").first.is_visible()
    screenshot(page, "materi-tulis-1280")
    page.goto(f"{live_server.url}/admin/pages/{with_film.pk}/view_draft/")
    assert page.locator("video").is_visible()
    for name, address in {
        "kelas": "pelatihan/kelas/",
        "berkas": "berkas-media/",
        "kelas-baru": "pelatihan/kelas/new/",
    }.items():
        page.goto(f"{live_server.url}/admin/{address}")
        assert_fits(page)
        screenshot(page, f"materi-admin-{name}-1280")


def _lesson_with(taken, block_type: str) -> str:
    """The address of the demo course's lesson that has such a block."""
    lessons = LessonPage.objects.descendant_of(taken.run.course)
    found = next(each for each in lessons if any(block.block_type == block_type for block in each.body))
    return f"/kelas/{taken.run.public_id}/pelajaran/{found.pk}/"
