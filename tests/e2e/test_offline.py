"""Lessons without a network: stored, read, marked as done, sent later; and deleted when access ends."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import SuspiciousOperation
from playwright.sync_api import Page, expect

from courses.content.models.pages import CoursePage
from courses.content.selectors import lessons_of
from courses.demo.seed import seed
from courses.runs.services.runs import run_cancel
from lms.enrolment.services.enrolment import enrolment_create
from lms.learning.models import LessonProgress
from lms.learning.selectors import readable_lessons
from tests.e2e.browser import PHONE, Weight, assert_accessible, assert_fits, assert_light, log_in, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.courses import course, site_root
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.lms import make_staff
from tests.factories.media import root_collection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enrolment():
    return enrolled(course=course(lessons=2))


@contextmanager
def idle_at_the_end(page: Page) -> Iterator[None]:
    """Wait at the end until no request is in progress, also of the service worker: the tables are emptied next."""
    under_way = set()
    page.context.on("request", lambda request: under_way.add(request))
    page.context.on("requestfinished", lambda request: under_way.discard(request))
    page.context.on("requestfailed", lambda request: under_way.discard(request))
    yield
    for _ in range(50):
        page.wait_for_timeout(100)
        if not under_way:
            break
    page.context.close()


@pytest.fixture
def phone(live_server, browser_page: PageFactory, enrolment) -> Page:
    """A phone on the home page of the class, with the button that stores it."""
    page = browser_page(viewport=PHONE)
    with idle_at_the_end(page):
        log_in(page, live_server.url, enrolment.user)
        page.goto(address(live_server, enrolment))
        expect(page.get_by_role("button", name="Simpan untuk dibaca tanpa jaringan")).to_be_visible()
        yield page


def store_the_class(page: Page) -> None:
    page.get_by_role("button", name="Simpan untuk dibaca tanpa jaringan").click()
    expect(page.locator("[data-sum]")).to_contain_text("2 pelajaran tersimpan")


def copies(page: Page) -> int:
    return page.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('salinan')).length")


def wait_for_copies(page: Page, count: int) -> None:
    """Wait for the service worker, which compares its copies after the page has loaded."""
    script = "async (n) => (await caches.keys()).filter((name) => name.startsWith('salinan')).length === n"
    page.wait_for_function(script, arg=count)


def waiting(page: Page) -> int:
    return page.evaluate("async () => (await Luring.all('queue')).length")


def address(live_server, enrolment, lesson=None) -> str:
    home = f"{live_server.url}/kelas/{enrolment.run.public_id}/"
    return f"{home}pelajaran/{lesson.pk}/" if lesson else home


def mark_done_without_a_network(page: Page, live_server, enrolment, lesson) -> None:
    page.context.set_offline(True)
    page.goto(address(live_server, enrolment, lesson))
    page.click("text=Tandai selesai dan lanjut")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selesai, menunggu jaringan")


def test_a_stored_lesson_is_read_and_completed_without_a_network_and_sent_once(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    store_the_class(phone)
    look_at(phone, "kelas")
    phone.context.set_offline(True)
    phone.goto(address(live_server, enrolment, first))
    expect(phone.locator("main")).to_contain_text("Tidak ada internet; ini salinan tanggal")
    expect(phone.locator("main")).to_contain_text("Isi Pelajaran 1")
    assert phone.locator("[name=csrfmiddlewaretoken]").count() == 0
    look_at(phone, "pelajaran")
    phone.click("text=Tandai selesai dan lanjut")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Selesai, menunggu jaringan")
    expect(phone.locator("[data-pending]")).to_contain_text("1 pelajaran selesai tersimpan di perangkat ini")
    look_at(phone, "selesai")
    phone.click("text=Lanjutkan: Pelajaran 2")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Pelajaran 2")
    phone.goto(f"{live_server.url}/perpustakaan/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Halaman ini memerlukan jaringan")
    expect(phone.locator("[data-copies] li")).to_have_count(2)
    look_at(phone, "halaman")
    assert not LessonProgress.objects.exists()
    phone.context.set_offline(False)
    expect(phone.locator("[data-pending]")).to_be_hidden()
    phone.goto(address(live_server, enrolment))
    expect(phone.locator("[data-news]")).to_contain_text("“Pelajaran 1” sudah dicatat selesai.")
    look_at(phone, "terkirim")
    progress = LessonProgress.objects.get()
    assert progress.lesson_id == first.pk
    assert progress.completed_at < progress.received_at


def test_sending_is_repeated_until_the_network_works(phone, live_server, enrolment, monkeypatch):
    store_the_class(phone)
    mark_done_without_a_network(phone, live_server, enrolment, lessons_of(course=enrolment.run.course)[0])
    calls = []

    def fails_twice(**options):
        calls.append(True)
        if len(calls) <= 2:
            raise SuspiciousOperation
        return readable_lessons(**options)

    monkeypatch.setattr("lms.learning.views.offline.readable_lessons", fails_twice)
    expect(phone.locator("[data-pending]")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.locator("[data-pending]")).to_be_hidden(timeout=20_000)
    assert len(calls) >= 3
    assert LessonProgress.objects.count() == 1


def test_a_lesson_completed_on_an_open_page_without_a_network_is_sent_later(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    phone.goto(address(live_server, enrolment, first))
    expect(phone.locator("[data-state]")).to_have_text("Belum tersimpan")
    phone.context.set_offline(True)
    phone.click("text=Tandai selesai dan lanjut")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Selesai, menunggu jaringan")
    phone.context.set_offline(False)
    phone.goto(address(live_server, enrolment))
    expect(phone.locator("[data-news]")).to_contain_text("sudah dicatat selesai")
    assert LessonProgress.objects.get().lesson_id == first.pk


def test_a_lesson_completed_twice_without_a_network_is_queued_once(phone, live_server, enrolment):
    store_the_class(phone)
    for _ in range(2):
        mark_done_without_a_network(phone, live_server, enrolment, lessons_of(course=enrolment.run.course)[0])
    assert waiting(phone) == 1


def test_an_open_copy_is_completed_when_the_network_is_back(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    store_the_class(phone)
    phone.context.set_offline(True)
    phone.goto(address(live_server, enrolment, first))
    phone.context.set_offline(False)
    phone.wait_for_load_state("networkidle")
    phone.click("text=Tandai selesai dan lanjut")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Foto Produk")
    assert LessonProgress.objects.get().lesson_id == first.pk


def test_logging_out_deletes_the_copies(phone, live_server, enrolment):
    store_the_class(phone)
    phone.goto(f"{live_server.url}/akun/keluar/")
    phone.get_by_role("button", name="Keluar").click()
    phone.wait_for_url(f"{live_server.url}/")
    assert copies(phone) == 0


def test_leaving_the_class_deletes_the_copies(phone, live_server, enrolment):
    store_the_class(phone)
    phone.get_by_role("link", name="Batal ikut kelas ini").click()
    phone.get_by_role("button", name="Ya, batal ikut").click()
    expect(phone.locator("main")).to_contain_text("Anda sudah batal ikut kelas ini")
    wait_for_copies(phone, 0)


def test_copies_are_deleted_when_the_session_has_ended(phone, live_server, enrolment):
    store_the_class(phone)
    phone.context.clear_cookies()
    phone.goto(address(live_server, enrolment))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Masuk")
    wait_for_copies(phone, 0)


def test_only_the_copy_of_an_unpublished_lesson_is_deleted(phone, live_server, enrolment):
    store_the_class(phone)
    lessons_of(course=enrolment.run.course)[0].unpublish()
    phone.goto(address(live_server, enrolment))
    wait_for_copies(phone, 1)
    expect(phone.locator("[data-sum]")).to_contain_text("1 pelajaran tersimpan")


def test_the_queue_of_one_user_is_kept_while_another_uses_the_phone(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    store_the_class(phone)
    mark_done_without_a_network(phone, live_server, enrolment, first)
    other = enrolment_create(user=LearnerFactory(), run=enrolment.run)
    log_in(phone, live_server.url, other.user)
    phone.context.set_offline(False)
    phone.goto(address(live_server, enrolment))
    wait_for_copies(phone, 0)
    expect(phone.locator("[data-sum]")).to_have_text("Belum ada yang tersimpan di perangkat ini.")
    assert waiting(phone) == 1
    assert not LessonProgress.objects.exists()
    log_in(phone, live_server.url, enrolment.user)
    phone.goto(address(live_server, enrolment))
    expect(phone.locator("[data-news]")).to_contain_text("sudah dicatat selesai")
    assert LessonProgress.objects.get().enrolment == enrolment


def test_progress_after_the_class_was_cancelled_is_dropped_with_a_message(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    store_the_class(phone)
    mark_done_without_a_network(phone, live_server, enrolment, first)
    run_cancel(run=enrolment.run, reason="Pengajar sakit", by=make_staff("Analis Kurikulum"))
    phone.context.set_offline(False)
    phone.goto(address(live_server, enrolment))
    expect(phone.locator("[data-news]")).to_contain_text("“Pelajaran 1” tidak dicatat: kelas itu dibatalkan.")
    assert waiting(phone) == 0
    assert not LessonProgress.objects.exists()


def test_a_copy_older_than_a_month_is_not_shown(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    store_the_class(phone)
    phone.evaluate(OLD, f"/kelas/{enrolment.run.public_id}/pelajaran/{first.pk}/")
    phone.context.set_offline(True)
    phone.goto(address(live_server, enrolment, first))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Halaman ini memerlukan jaringan")
    assert copies(phone) == 1


def test_a_single_lesson_is_stored_and_deleted(phone, live_server, enrolment):
    first = lessons_of(course=enrolment.run.course)[0]
    phone.goto(address(live_server, enrolment, first))
    phone.get_by_role("button", name="Simpan Pelajaran 1").click()
    expect(phone.locator("[data-state]")).to_contain_text("Tersimpan, ")
    look_at(phone, "satu")
    phone.get_by_role("button", name="Hapus salinan Pelajaran 1").click()
    expect(phone.locator("[data-state]")).to_have_text("Belum tersimpan")
    assert copies(phone) == 0


def test_a_copy_has_images_and_transcripts_and_no_videos(live_server, browser_page):
    site_root()
    root_collection()
    list(seed())
    run = CoursePage.objects.get(slug="pemasaran-digital-untuk-umkm").runs.get(mode="self_paced")
    taken = enrolment_create(user=LearnerFactory(), run=run)
    page = browser_page(viewport=PHONE)
    log_in(page, live_server.url, taken.user)
    weight = Weight.of(page)
    page.goto(address(live_server, taken), wait_until="networkidle")
    assert_light(weight)
    page.get_by_role("button", name="Simpan untuk dibaca tanpa jaringan").click()
    expect(page.locator("[data-status]")).to_contain_text("Tersimpan.")
    page.click("text=Pilih per pelajaran")
    look_at(page, "pilih")
    page.context.set_offline(True)
    for number, each in enumerate(lessons_of(course=run.course), start=1):
        page.goto(address(live_server, taken, each))
        assert "Tidak ada internet" in page.inner_text("main")
        assert page.locator("video, audio, iframe").count() == 0
        blank = "[...document.querySelectorAll('main img')].filter((each) => !each.complete || !each.naturalWidth).length"
        page.wait_for_function(f"(() => {{ for (const i of document.images) i.loading = 'eager'; return {blank} === 0 }})()")
        assert_accessible(page)
        assert_fits(page)
        screenshot(page, f"luring-materi-{number}-360")
    page.context.set_offline(False)


def test_a_class_is_taken_without_a_service_worker(live_server, browser_page, enrolment):
    page = browser_page(viewport=PHONE, service_workers="block")
    log_in(page, live_server.url, enrolment.user)
    page.goto(address(live_server, enrolment), wait_until="networkidle")
    assert page.locator("[data-offline]").is_hidden()
    page.click("main .actions a.button")
    page.click("text=Tandai selesai dan lanjut")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pelajaran 2")
    assert LessonProgress.objects.count() == 1


def look_at(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"luring-{name}-360")


OLD = """async (path) => {
  const copy = (await Luring.copies()).find((each) => each.path === path);
  const kept = await Luring.page(copy);
  const headers = new Headers(kept.headers);
  headers.set("X-Salinan-Pada", Date.now() - 31 * 86400000);
  await (await caches.open(copy.name)).put(path, new Response(await kept.blob(), { headers }));
}"""
