"""Announcements, questions and notes: readable on a phone, saved while typing, never overwritten."""

import re
import uuid

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.people.roles import CURRICULUM_ANALYST
from courses.content.selectors import lessons_of
from courses.runs.services.announcements import announcement_publish
from lms.discussion.models import Question
from lms.discussion.services.questions import question_answer, question_ask, question_hide
from lms.learning.models import Note
from lms.learning.services.notes import note_save
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
from tests.factories.courses import course, site_root
from tests.factories.learning import enrolled
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def discussed():
    """An enrolment in a class that has announcements, questions in each state, and a note."""
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


@SIZES_AND_THEMES
def test_every_page_of_it_is_accessible_fits_and_is_light(live_server, browser_page: PageFactory, discussed, size, theme):
    lesson = lessons_of(course=discussed.run.course)[0]
    question = Question.objects.order_by("pk").first()
    pages = {
        name: address_of(discussed, f"class_{name}")
        for name in ("home", "announcements", "ask", "questions", "answers", "notes")
    }
    pages |= {"leave": address_of(discussed, "class_leave"), "lesson": address_of(discussed, "class_lesson", lesson.pk)}
    pages["note"] = address_of(discussed, "class_note", lesson.pk)
    pages["withdraw"] = address_of(discussed, "class_question_withdraw", question.pk)
    page = browser_page(viewport=size, reduced_motion="reduce")
    log_in(page, live_server.url, discussed.user)
    for name, address in pages.items():
        tab = page.context.new_page()
        weight = Weight.of(tab)
        tab.goto(live_server.url + address)
        assert_light(weight)
        look(tab, f"bicara-{name}-{size[0]}", themes=[theme])
        tab.close()


def test_errors_and_conflicting_notes_are_shown_without_script(live_server, browser_page, discussed):
    lesson = lessons_of(course=discussed.run.course)[0]
    page = browser_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, live_server.url, discussed.user)
    page.goto(live_server.url + address_of(discussed, "class_ask"))
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page).to_have_title(re.compile("^Kesalahan: "))
    screenshot(page, "bicara-ask-error-360")
    page.goto(live_server.url + address_of(discussed, "class_lesson", lesson.pk))
    note_save(user=discussed.user, course=discussed.run.course, lesson=lesson, text="Dari ponsel lain.", version=1)
    page.get_by_label("Hanya Anda yang dapat membacanya").fill("Dari sini.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada dua versi catatan")
    expect(page.get_by_text("Dari ponsel lain.")).to_be_visible()
    screenshot(page, "bicara-note-conflict-360")
    page.get_by_label("Catatan saya").fill("Dari sini dan dari ponsel lain.")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()
    assert Note.objects.get().text == "Dari sini dan dari ponsel lain."


def test_a_note_is_saved_while_typing_and_two_tabs_lose_nothing(live_server, browser_page, discussed):
    lesson = lessons_of(course=discussed.run.course)[0]
    first = browser_page(viewport=PHONE)
    log_in(first, live_server.url, discussed.user)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(live_server.url + address_of(discussed, "class_lesson", lesson.pk))
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


def test_a_note_survives_a_lost_connection(live_server, browser_page, discussed):
    lesson = lessons_of(course=discussed.run.course)[1]
    page = browser_page(viewport=PHONE)
    log_in(page, live_server.url, discussed.user)
    page.goto(live_server.url + address_of(discussed, "class_lesson", lesson.pk))
    page.get_by_text("Catatan saya", exact=True).click()
    page.context.set_offline(True)
    page.get_by_label("Hanya Anda yang dapat membacanya").fill("Ditulis di kereta")
    expect(page.get_by_text("sambungan terputus")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").get_by_text("Tersimpan.", exact=True)).to_be_visible()
    assert Note.objects.get(lesson=lesson).text == "Ditulis di kereta"


def test_the_screens_of_staff(live_server, browser_page, discussed):
    analyst = make_staff(CURRICULUM_ANALYST, email="anisa@example.id")
    page = browser_page(viewport=DESKTOP)
    log_in(page, live_server.url, analyst)
    first = Question.objects.order_by("pk").first()
    screens = {
        "announcements": reverse("courses_announcement:index"),
        "announce": reverse("courses_announcement:add"),
        "announcement": reverse("courses_announcement:inspect", args=[discussed.run.announcements.first().pk]),
        "questions": reverse("pertanyaan:index"),
        "question": reverse("pertanyaan:inspect", args=[first.pk]),
        "answer": reverse("pertanyaan:answer", args=[first.pk]),
        "hide": reverse("pertanyaan:hide", args=[first.pk]),
    }
    for name, address in screens.items():
        page.goto(live_server.url + address)
        expect(page.locator("main")).to_be_visible()
        screenshot(page, f"bicara-staff-{name}-1280")
