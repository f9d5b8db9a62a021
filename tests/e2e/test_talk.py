"""Announcements, questions and notes in a real browser: readable on a phone, saved while one writes, never written over."""

import re
import uuid

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.roles import CURRICULUM_ANALYST
from courses.selectors import lessons_of
from courses.services.announcements import announcement_publish
from lms.models.note import Note
from lms.models.question import Question
from lms.services.notes import note_save
from lms.services.questions import question_answer, question_ask, question_hide
from tests.e2e.browser import DESKTOP, PHONE, Weight, assert_accessible, assert_fits, assert_light, screenshot
from tests.e2e.conftest import PageFactory
from tests.e2e.test_learning import log_in
from tests.factories.courses import course, site_root
from tests.factories.learning import enrolled
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talked():
    """A class in which everything has been said once."""
    site_root()
    enrolment = enrolled(course=course(lessons=3))
    teacher = make_staff(CURRICULUM_ANALYST, email="rina@example.id", full_name="Rina Pengajar")
    lesson = lessons_of(course=enrolment.run.course)[0]
    text = "Pertemuan Sabtu pindah ke Aula lantai dua.\n\nPeta: https://contoh.id/peta/" + "x" * 60
    for number in range(5):
        words = {"title": f"Kabar nomor {number}", "text": text, "pinned": number == 0}
        announcement_publish(run=enrolment.run, by=teacher, token=uuid.uuid4(), **words)
    for about, asked in ((lesson, "Berapa jarak lampu\nke produk?"), (None, "Kapan sertifikat terbit?"), (None, "Apa?")):
        question_ask(enrolment=enrolment, lesson=about, text=asked, token=uuid.uuid4())
    first, second, third = Question.objects.order_by("pk")
    question_answer(question=first, by=teacher, answer="Kira-kira satu meter.\n\nCoba dulu.", shared=True, seen=0)
    question_hide(question=third, by=teacher)
    assert second.state == Question.State.WAITING
    note_save(
        user=enrolment.user, course=enrolment.run.course, lesson=lesson, text="Cahaya dari kiri.\nBukan atas.", version=0
    )
    return enrolment


def address_of(enrolment, name, *args):
    return reverse(name, args=[enrolment.run.public_id, *args])


def test_every_page_of_it_is_accessible_fits_and_is_light(live_server, client, browser_page: PageFactory, talked):
    lesson = lessons_of(course=talked.run.course)[0]
    question = Question.objects.order_by("pk").first()
    pages = {
        name: address_of(talked, f"class_{name}")
        for name in ("home", "announcements", "ask", "questions", "answers", "notes")
    }
    pages |= {"leave": address_of(talked, "class_leave"), "lesson": address_of(talked, "class_lesson", lesson.pk)}
    pages["note"] = address_of(talked, "class_note", lesson.pk)
    pages["withdraw"] = address_of(talked, "class_question_withdraw", question.pk)
    page = browser_page(viewport=PHONE, reduced_motion="reduce")
    log_in(client, page, live_server, talked.user)
    for name, address in pages.items():
        tab = page.context.new_page()
        weight = Weight.of(tab)
        tab.goto(live_server.url + address)
        assert_light(weight)
        _look(tab, name)
        tab.close()


def test_mistakes_and_two_versions_are_told_in_ways_everybody_can_read(live_server, client, browser_page, talked):
    lesson = lessons_of(course=talked.run.course)[0]
    page = browser_page(viewport=PHONE, java_script_enabled=False)
    log_in(client, page, live_server, talked.user)
    page.goto(live_server.url + address_of(talked, "class_ask"))
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page).to_have_title(re.compile("^Kesalahan: "))
    screenshot(page, "bicara-ask-error-360")
    page.goto(live_server.url + address_of(talked, "class_lesson", lesson.pk))
    note_save(user=talked.user, course=talked.run.course, lesson=lesson, text="Dari ponsel lain.", version=1)
    page.get_by_label("Hanya Anda yang dapat membacanya").fill("Dari sini.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada dua versi catatan")
    expect(page.get_by_text("Dari ponsel lain.")).to_be_visible()
    screenshot(page, "bicara-note-conflict-360")
    page.get_by_label("Catatan saya").fill("Dari sini dan dari ponsel lain.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()
    assert Note.objects.get().text == "Dari sini dan dari ponsel lain."


def test_with_a_script_a_note_is_saved_while_it_is_written_and_two_tabs_lose_nothing(
    live_server, client, browser_page, talked
):
    lesson = lessons_of(course=talked.run.course)[0]
    first = browser_page(viewport=PHONE)
    log_in(client, first, live_server, talked.user)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(live_server.url + address_of(talked, "class_lesson", lesson.pk))
    box = "Hanya Anda yang dapat membacanya"
    first.get_by_label(box).fill("Ditulis di tab pertama")
    expect(first.get_by_role("status").get_by_text("Tersimpan.", exact=True)).to_be_visible()
    second.get_by_label(box).fill("Ditulis di tab kedua")
    expect(second.get_by_text("Tulisan Anda belum tersimpan.")).to_be_visible()
    expect(second.get_by_label("Catatan ini juga disimpan")).to_have_value("Ditulis di tab pertama")
    assert_accessible(second)
    assert_fits(second)
    screenshot(second, "bicara-lesson-conflict-360")
    assert Note.objects.get().text == "Ditulis di tab pertama"
    second.get_by_label(box).fill("Keduanya")
    second.get_by_role("button", name="Simpan catatan").click()
    expect(second.get_by_text("Catatan tersimpan.")).to_be_visible()
    assert Note.objects.get().text == "Keduanya"


def test_a_note_survives_a_lost_connection(live_server, client, browser_page, talked):
    lesson = lessons_of(course=talked.run.course)[1]
    page = browser_page(viewport=PHONE)
    log_in(client, page, live_server, talked.user)
    page.goto(live_server.url + address_of(talked, "class_lesson", lesson.pk))
    page.get_by_text("Catatan saya", exact=True).click()
    page.context.set_offline(True)
    page.get_by_label("Hanya Anda yang dapat membacanya").fill("Ditulis di kereta")
    expect(page.get_by_text("sambungan terputus")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").get_by_text("Tersimpan.", exact=True)).to_be_visible()
    assert Note.objects.get(lesson=lesson).text == "Ditulis di kereta"


def test_the_staffs_screens(live_server, client, browser_page, talked):
    analyst = make_staff(CURRICULUM_ANALYST, email="anisa@example.id")
    page = browser_page(viewport=DESKTOP)
    log_in(client, page, live_server, analyst)
    first = Question.objects.order_by("pk").first()
    screens = {
        "announcements": reverse("courses_announcement:index"),
        "announce": reverse("courses_announcement:add"),
        "announcement": reverse("courses_announcement:inspect", args=[talked.run.announcements.first().pk]),
        "questions": reverse("pertanyaan:index"),
        "question": reverse("pertanyaan:inspect", args=[first.pk]),
        "answer": reverse("pertanyaan:answer", args=[first.pk]),
        "hide": reverse("pertanyaan:hide", args=[first.pk]),
    }
    for name, address in screens.items():
        page.goto(live_server.url + address)
        expect(page.locator("main")).to_be_visible()
        screenshot(page, f"bicara-staff-{name}-1280")


def _look(tab: Page, name: str) -> None:
    for width, height in (PHONE, DESKTOP):
        tab.set_viewport_size({"width": width, "height": height})
        assert_fits(tab)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            assert_accessible(tab)
        tab.emulate_media(color_scheme="light")
        screenshot(tab, f"bicara-{name}-{width}")
