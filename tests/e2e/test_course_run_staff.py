"""Staff of a course: one writes and previews a lesson, another publishes it; a run, its participants, their attendance."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from core.people.roles import CURRICULUM_ANALYST
from courses.catalogue.site_tree import build_course_index
from courses.content.models.lessons import LessonPage
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.attendance.models import Attendance
from lms.enrolment.services.enrolment import enrolment_create
from tests.e2e.browser import DESKTOP, assert_fits, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.courses import CourseRunFactory, course, site_root
from tests.factories.learning import LearnerFactory
from tests.factories.lms import make_staff
from tests.factories.media import root_collection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Foto yang terang menjual lebih cepat daripada kata-kata."


@pytest.fixture
def analyst_page(live_server, browser_page: PageFactory):
    """A function that opens a page in which a new analyst has logged in."""

    def open_page(name: str) -> Page:
        page = browser_page(viewport=DESKTOP)
        log_in(page, live_server.url, make_staff(CURRICULUM_ANALYST, full_name=name))
        return page

    site_root()
    root_collection()
    build_course_index()
    return open_page


def test_a_lesson_is_written_previewed_and_published_by_another_person(live_server, analyst_page):
    parent = course("Foto Produk")
    author = analyst_page("Anisa Analis")
    author.goto(f"{live_server.url}{reverse('wagtailadmin_pages:add', args=['courses', 'lessonpage', parent.pk])}")
    author.fill("[name=title]", "Cahaya dari jendela")
    author.fill("[name=duration_minutes]", "12")
    author.locator("#panel-child-konten-body-section .c-sf-add-button, .c-sf-add-button").first.click()
    author.get_by_role("option", name="Kutipan").click()
    author.fill("[name=body-0-value-text]", WORDS)
    author.fill("[name=body-0-value-source]", "Peserta di Malang")
    assert_fits(author)
    screenshot(author, "kelas-tulis-1280")
    author.locator("footer button[type=submit]").first.click()
    author.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    lesson = LessonPage.objects.get(title="Cahaya dari jendela")
    assert not lesson.live

    author.goto(f"{live_server.url}{reverse('wagtailadmin_pages:view_draft', args=[lesson.pk])}")
    expect(author.locator("main")).to_contain_text(WORDS)
    screenshot(author, "kelas-pratinjau-1280")

    second = analyst_page("Budi Analis")
    second.goto(f"{live_server.url}{reverse('wagtailadmin_pages:edit', args=[lesson.pk])}")
    _press(second, "action-publish")
    expect(second.locator(".messages")).to_contain_text("Cahaya dari jendela")
    lesson.refresh_from_db()
    assert lesson.live


def _set(page: Page, name: str, value: str) -> None:
    """Set the value without opening the calendar, which would cover the buttons."""
    page.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value }", value)


def _press(page: Page, name: str) -> None:
    wanted = page.locator(f"footer button[name='{name}']").first
    if not wanted.is_visible():
        page.locator("footer .w-dropdown-button [data-w-dropdown-target='toggle']").first.click()
    wanted.click()


def test_a_run_is_copied_its_participants_listed_and_their_attendance_recorded(live_server, analyst_page):
    old = CourseRunFactory(name="Angkatan 1", mode="on_site", place_name="Aula", starts_on=timezone.localdate())
    staff = analyst_page("Anisa Analis")
    staff.goto(f"{live_server.url}{reverse('courses_run:copy', args=[old.pk])}")
    staff.fill("[name=name]", "Angkatan 2")
    staff.fill("[name=quota]", "30")
    for field, day in {"enrolment_opens": "%d-%m-%Y 00.00", "starts_on": "%d-%m-%Y"}.items():
        _set(staff, field, f"{timezone.localdate():{day}}")
    assert_fits(staff)
    screenshot(staff, "kelas-baru-1280")
    staff.locator("footer button[type=submit], main form button[type=submit]").first.click()
    expect(staff.locator(".messages")).to_contain_text("Angkatan 2")
    run = CourseRun.objects.get(name="Angkatan 2")
    assert (run.quota, run.mode) == (30, "on_site")

    now = timezone.now()
    RunSession.objects.create(
        run=run, title="Praktik", starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2)
    )
    person = enrolment_create(user=LearnerFactory(), run=run)
    staff.goto(f"{live_server.url}{reverse('courses_run:inspect', args=[run.pk])}")
    screenshot(staff, "kelas-lihat-1280")
    staff.get_by_role("link", name="Peserta", exact=True).last.click()
    expect(staff.locator("main table tbody tr")).to_have_count(1)
    expect(staff.locator("main table")).to_contain_text(person.user.full_name)
    with staff.expect_download() as sheet:
        staff.get_by_role("link", name=re.compile("XLSX")).first.click()
    assert sheet.value.suggested_filename.endswith(".xlsx")

    staff.goto(f"{live_server.url}{reverse('courses_run:inspect', args=[run.pk])}")
    staff.get_by_role("link", name="Kehadiran", exact=True).last.click()
    staff.get_by_role("link", name="Praktik", exact=True).first.click()
    staff.get_by_label(re.compile(person.user.full_name)).check()
    screenshot(staff, "kelas-hadir-1280")
    staff.get_by_role("button", name="Simpan halaman ini").click()
    expect(staff.locator(".messages")).to_be_visible()
    assert Attendance.objects.filter(enrolment=person, session__run=run, method="staff").exists()
