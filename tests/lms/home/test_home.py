"""The participant's home over HTTP."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.runs.models.session import RunSession
from courses.runs.services.runs import run_cancel
from lms.certificates.services import certificate_revoke
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.opinions.services import evaluation_submit
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory, certified, enrolled, good_answers, lessons_read

pytestmark = pytest.mark.django_db

HOME = "/kelas/"


def enter(user, title="Foto Produk", lessons=2, **run_fields):
    return enrolment_create(user=user, run=CourseRunFactory(course=course(title=title, lessons=lessons), **run_fields))


def finish(user, title):
    enrolment = lessons_read(enter(user, title, lessons=1))
    return evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))


def meeting(run, hours, **fields):
    starts = timezone.now() + dt.timedelta(hours=hours)
    return RunSession.objects.create(
        run=run, title="Praktik memotret", starts_at=starts, ends_at=starts + dt.timedelta(hours=2), **fields
    )


@pytest.fixture
def user(client):
    person = LearnerFactory()
    client.force_login(person)
    return person


def test_a_newcomer_gets_links_to_the_courses_and_to_the_contact(client, user):
    page = client.get(HOME).text
    assert "Anda belum mengikuti kelas" in page
    assert 'href="/pelatihan/"' in page
    assert "Perlu bantuan?" in page
    assert 'href="/kontak/"' in page
    assert "Langkah Anda berikutnya" not in page
    assert "Tanggal penting" not in page


def test_the_next_step_leads_into_the_lesson(client, user):
    enrolment = enter(user)
    page = client.get(HOME).text
    assert page.count("Langkah Anda berikutnya") == 1
    assert f"/kelas/{enrolment.run.public_id}/pelajaran/" in page
    assert page.index("Langkah Anda berikutnya") < page.index("Semua kelas")


def test_a_meeting_today_is_on_top_and_among_the_dates(client, user):
    enter(user, "Lain")
    run = enter(user, mode="on_site", starts_on=timezone.localdate(), place_name="Aula UPT").run
    meeting(run, 0.01)
    page = client.get(HOME).text
    top = page[page.index("Langkah Anda") : page.index("Tanggal penting")]
    assert "Praktik memotret" in top
    assert "Aula UPT" in top
    assert f"{reverse('class_home', args=[run.public_id])}#jadwal" in top
    assert 'id="jadwal"' in client.get(reverse("class_home", args=[run.public_id])).text


def test_more_dates_than_fit_are_counted(client, user):
    run = enter(user, mode="scheduled", starts_on=timezone.localdate()).run
    for number in range(1, 9):
        meeting(run, 24 * number)
    page = client.get(HOME).text
    dates = page[page.index("Tanggal penting") : page.index("Semua kelas")]
    assert dates.count("<li>") == 6
    assert "Dan " in dates


def test_a_class_that_was_left_or_cancelled_asks_for_nothing(client, user):
    left, off = enter(user, "Ditinggal"), enter(user, "Batal", ends_on=timezone.localdate(), starts_on=timezone.localdate())
    enrolment_cancel(enrolment=left, by=user)
    run_cancel(run=off.run, by=user, reason="Pengajar sakit")
    page = client.get(HOME).text
    assert "Ditinggal" not in page
    assert "Langkah Anda berikutnya" not in page
    assert "Tanggal penting" not in page
    assert "Dibatalkan" in page


def test_when_all_is_done_the_newest_certificate_is_the_step(client, user):
    finish(user, "Satu")
    second = finish(user, "Dua")
    page = client.get(HOME).text
    top = page[page.index("Langkah Anda") : page.index("Semua kelas")]
    assert "Dua" in top
    assert reverse("class_done", args=[second.run.public_id]) in top


def test_three_certificates_are_shown_and_the_rest_is_one_tap_away(client, user):
    certificates = [finish(user, f"Kursus {number}") for number in range(4)]
    page = client.get(HOME).text
    assert 'href="/kelas/sertifikat/"' in page
    certificate_revoke(certificate=certificates[0], reason="Salah nama", by=user)
    assert 'href="/kelas/sertifikat/"' not in client.get(HOME).text, "three are left, and all are shown"
    everything = client.get("/kelas/sertifikat/").text
    assert everything.count("Kursus ") == 4
    assert "Dicabut" in everything


def test_certificates_are_ones_own(client, user):
    certified()
    assert "belum punya sertifikat" in client.get("/kelas/sertifikat/").text
    assert "no-store" in client.get("/kelas/sertifikat/")["Cache-Control"]


@pytest.mark.parametrize("address", [HOME, "/kelas/sertifikat/"])
def test_a_visitor_logs_in_first(address):
    assert Client().get(address).url == f"/akun/masuk/?next={address}"


def test_the_header_links_home_for_logged_in_users_and_not_on_cached_pages(client, user):
    link = 'class="site-account" href="/kelas/"'
    assert link in client.get("/akun/").text
    assert link in client.get(HOME).text
    assert link not in Client().get("/akun/masuk/").text
    enrolment = enrolled()
    assert link not in client.get(enrolment.run.course.url).text, "a cache keeps this page for everybody"


def test_home_costs_the_same_for_one_class_and_for_thirty(client, user, django_assert_max_num_queries):
    counts, sizes = [], []
    for number in range(30):
        run = enter(user, f"Kursus {number}", ends_on=timezone.localdate(), starts_on=timezone.localdate()).run
        meeting(run, 24 + number)
        if number in (0, 29):
            client.get(HOME)
            with django_assert_max_num_queries(11) as seen:
                answer = client.get(HOME)
            counts.append(len(seen))
            sizes.append(len(answer.content))
    assert counts[0] == counts[1]
    assert answer.text.count('class="card"') == 10
    assert sizes[1] < 40_000
    third = client.get(f"{HOME}?page=3").text
    assert third.count('class="card"') == 10
    assert "Langkah Anda berikutnya" not in third
    assert 'href="/kelas/"' in third


def test_home_does_not_grow_with_the_number_of_participants(client, user, django_assert_max_num_queries):
    run = enter(user).run
    before = len(client.get(HOME).content)
    for _ in range(20):
        enrolment_create(user=LearnerFactory(), run=run)
    assert len(client.get(HOME).content) == before
