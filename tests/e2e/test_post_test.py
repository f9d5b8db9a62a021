"""The post-test: on a phone without script from the first attempt to the certificate; staff write it and see results."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.people.roles import CURRICULUM_ANALYST
from courses.catalogue.site_tree import build_course_index
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.snapshots import Kind
from lms.assessment.models import Attempt
from lms.assessment.selectors.attempts import items_of
from tests.e2e.browser import DESKTOP, PHONE, Weight, assert_fits, assert_light, log_in, look, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.courses import course, site_root
from tests.factories.lms import make_staff
from tests.factories.media import root_collection
from tests.factories.post_test import attempted, learner_with_test, question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_class(**fields):
    """One question of each kind, in two topics."""
    enrolment = learner_with_test(questions=0, show_answers="at_end", **fields)
    page = enrolment.run.course
    common = {"topic": "Harga", "explanation": "Upah sendiri ikut dihitung."}
    question(page, "Berapa harga pokoknya?", kind=Kind.NUMBER, choices=[("5.000", True)], **common)
    question(page, "Disebut apa alat untuk menandai percakapan?", kind=Kind.WORD, choices=[("label", True)], topic="Pesan")
    question(page, "Kode OTP boleh dibagikan.", kind=Kind.TRUE_FALSE, statement_is_true=False, topic="Pesan")
    question(page, "Mana yang dijawab dengan balasan cepat?", kind=Kind.MULTIPLE, topic="Pesan",
             choices=[("Ongkos kirim", True), ("Keluhan", False), ("Cara membayar", True)])  # fmt: skip
    question(page, "Apa yang dilihat dulu?", topic="Pesan", choices=[("Rekening", True), ("Gambar", False)])
    return enrolment


def answer(page: Page, enrolment, *, rightly: bool) -> None:
    """Answer each question by ticking or typing."""
    for item in items_of(enrolment.attempts.latest("pk")):
        name = f"[name=jawaban_{item.pk}]"
        if not item.snapshot.has_choices:
            page.fill(name, item.snapshot.correct_texts[0] if rightly else "99")
            continue
        for choice in item.snapshot.choices:
            if choice.is_right is rightly:
                page.check(f"{name}[value='{choice.key}']")


def test_the_test_is_failed_taken_again_and_passed_without_script(live_server, browser_page: PageFactory):
    enrolment = a_class(time_limit_minutes=30)
    run = enrolment.run.public_id
    page = browser_page(viewport=PHONE, java_script_enabled=False)
    log_in(page, live_server.url, enrolment.user)
    page.goto(f"{live_server.url}/kelas/{run}/")
    page.click("text=Kerjakan tes akhir")
    expect(page.locator("main")).to_contain_text("30 menit sejak Anda menekan Mulai")
    assert_fits(page)
    page.click("text=Mulai tes")
    page.click("text=Kirim jawaban")
    assert page.title().startswith("Kesalahan:")
    assert page.locator(".error-summary a").count() == 5
    assert_fits(page)
    answer(page, enrolment, rightly=False)
    page.click("text=Simpan dulu")
    expect(page.locator("main")).to_contain_text("Tes belum dikirim.")
    page.click("text=Kirim jawaban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Belum lulus")
    assert_fits(page)
    screenshot(page, "tes-gagal-360")

    page.click("text=Kerjakan lagi")
    expect(page.locator("main")).to_contain_text("Sisa 2 dari 3")
    page.click("text=Mulai tes")
    answer(page, enrolment, rightly=True)
    screenshot(page, "tes-kerjakan-360")
    page.click("text=Kirim jawaban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selamat, Anda lulus")
    expect(page.locator("main")).to_contain_text("Upah sendiri ikut dihitung.")
    assert_fits(page)
    screenshot(page, "tes-lulus-360")
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tes akhir")
    page.click("text=Isi evaluasi")
    for group in (0, 1):
        page.locator("fieldset").nth(group).locator("input").first.check()
    page.click("text=Kirim dan terbitkan sertifikat")
    assert page.title().startswith("Kelas selesai")
    with page.expect_download() as download:
        page.click("text=Unduh sertifikat")
    assert download.value.suggested_filename.endswith(".pdf")
    assert sorted(Attempt.objects.values_list("mark", flat=True)) == [0, 100]


def test_the_pages_of_a_test_are_accessible_fit_and_are_light(live_server, client, browser_page: PageFactory):
    enrolment = a_class(time_limit_minutes=30)
    attempted(enrolment, right=1)
    attempt = enrolment.attempts.get()
    addresses = {"mulai": "tes/", "hasil": f"tes/hasil/{attempt.pk}/", "kerjakan": "tes/kerjakan/"}
    page = browser_page(viewport=PHONE)
    client.force_login(enrolment.user)
    log_in(page, live_server.url, enrolment.user)
    base = f"{live_server.url}/kelas/{enrolment.run.public_id}/"
    for name, address in addresses.items():
        if name == "kerjakan":
            client.post(f"/kelas/{enrolment.run.public_id}/tes/")
        weight = Weight.of(page)
        page.goto(base + address)
        assert_light(weight)
        look(page, f"tes-{name}-360")
    page.click("text=Kirim jawaban")
    assert page.title().startswith("Kesalahan:")
    look(page, "tes-kesalahan-360")


def test_with_script_every_answer_is_saved_as_it_is_given(live_server, browser_page: PageFactory):
    enrolment = a_class(time_limit_minutes=30)
    complaints: list[str] = []
    page = browser_page(viewport=PHONE)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    log_in(page, live_server.url, enrolment.user)
    page.goto(f"{live_server.url}/kelas/{enrolment.run.public_id}/tes/")
    page.click("text=Mulai tes")
    expect(page.locator("[data-test-time]")).to_contain_text(re.compile(r"Sisa \d+\.\d\d"))
    answer(page, enrolment, rightly=True)
    page.get_by_role("heading", level=1).click()  # leaves the last field
    expect(page.locator("[data-test-state]")).to_have_text("Tersimpan.")
    page.reload()
    assert page.locator("main input:checked").count() == 4
    attempt = enrolment.attempts.get()
    assert [item.is_answered for item in items_of(attempt)] == [True] * 5
    page.click("text=Kirim jawaban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Selamat, Anda lulus")
    assert not complaints, complaints


def test_staff_write_a_question_and_a_test(live_server, browser_page: PageFactory):
    site_root()
    root_collection()
    build_course_index()
    parent = course("Foto Produk")
    page = browser_page(viewport=DESKTOP)
    log_in(page, live_server.url, make_staff(CURRICULUM_ANALYST, full_name="Anisa Analis"))
    page.goto(f"{live_server.url}{reverse('courses_question:add')}")
    page.select_option("[name=course]", str(parent.pk))
    page.fill("[name=topic]", "Cahaya")
    page.fill("[name=text]", "Cahaya mana yang paling lembut?")
    for number, (words, is_right) in enumerate([("Jendela pagi hari", True), ("Lampu kilat", False)]):
        page.get_by_role("button", name=re.compile("Tambah pilihan", re.IGNORECASE)).first.click()
        page.fill(f"[name=choices-{number}-text]", words)
        if is_right:
            page.check(f"[name=choices-{number}-is_right]")
    assert_fits(page)
    screenshot(page, "tes-pertanyaan-1280")
    page.locator("footer button[type=submit], main form button[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text("masuk ke bank")
    made = Question.objects.get()
    assert made.answers_label == "✓ Jendela pagi hari\n– Lampu kilat"

    page.goto(f"{live_server.url}{reverse('courses_test:add')}")
    page.select_option("[name=course]", str(parent.pk))
    page.fill("[name=pass_mark]", "80")
    assert_fits(page)
    screenshot(page, "tes-baru-1280")
    page.locator("footer button[type=submit], main form button[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text("Pilih tes ini di formulir kelas")
    assert Test.objects.get().pass_mark == 80


def test_staff_read_the_results(live_server, browser_page: PageFactory):
    enrolment = a_class()
    attempted(enrolment, right=2)
    page = browser_page(viewport=DESKTOP)
    log_in(page, live_server.url, make_staff(CURRICULUM_ANALYST, full_name="Anisa Analis"))
    page.goto(f"{live_server.url}{reverse('courses_run:inspect', args=[enrolment.run.pk])}")
    page.get_by_role("link", name="Hasil tes", exact=True).last.click()
    expect(page.locator("main table").first).to_contain_text(enrolment.user.full_name)
    expect(page.locator("main table").last).to_contain_text("Berapa harga pokoknya?")
    assert_fits(page)
    screenshot(page, "tes-nilai-1280")
    with page.expect_download() as sheet:
        page.get_by_role("link", name=re.compile("XLSX")).first.click()
    assert sheet.value.suggested_filename.endswith(".xlsx")
