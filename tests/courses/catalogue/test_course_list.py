"""``/pelatihan/`` and a course's public page."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.content.models.pages import Topic
from courses.runs.models.session import RunSession
from courses.runs.services.runs import run_cancel
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from tests.factories.courses import CourseRunFactory, course, course_index
from tests.factories.learning import LearnerFactory, certified
from tests.factories.post_test import post_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """Three courses that differ in everything one can filter by."""
    marketing = Topic.objects.create(name="Pemasaran")
    short = course("Singkat", duration_minutes=60, topic=marketing)
    middle = course("Sedang", duration_minutes=61, level="intermediate")
    long = course("Panjang", duration_minutes=181, level="advanced")
    CourseRunFactory(course=short)
    CourseRunFactory(course=middle, mode="on_site", starts_on="2030-01-07", place_name="Aula", quota=30)
    CourseRunFactory(
        course=long,
        mode="on_site",
        starts_on="2030-01-07",
        place_name="Aula",
        enrolment_closes=timezone.now() + timedelta(days=1),
    )
    return short, middle, long


def shown(client, **asked):
    page = client.get("/pelatihan/", asked)
    assert page.status_code == 200
    return {each.title for each in page.context["page_obj"]}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, {"Singkat", "Sedang", "Panjang"}),
        ({"topik": "pemasaran"}, {"Singkat"}),
        ({"tingkat": "advanced"}, {"Panjang"}),
        ({"lama": "pendek"}, {"Singkat"}),
        ({"lama": "sedang"}, {"Sedang"}),
        ({"lama": "panjang"}, {"Panjang"}),
        ({"cara": "on_site"}, {"Sedang", "Panjang"}),
        ({"cara": "on_site", "tingkat": "intermediate"}, {"Sedang"}),
        ({"cara": "hybrid"}, set()),
        ({"topik": "tidak-ada", "cara": "'; --", "lama": "x", "tingkat": "\x00"}, {"Singkat", "Sedang", "Panjang"}),
    ],
)
def test_courses_are_narrowed_by_what_one_chooses(three, client, asked, titles):
    assert shown(client, **asked) == titles


def test_a_choice_stays_on_the_form_and_in_the_links(three, client):
    for number in range(13):
        course(f"Kelas {number:02}", level="advanced")
    page = client.get("/pelatihan/", {"tingkat": "advanced", "page": "1"}).content.decode()
    assert '<option value="advanced" selected>' in page
    assert "?tingkat=advanced&amp;page=2" in page
    assert "Hapus saringan" in page


def test_an_empty_result_suggests_what_to_do(three, client):
    page = client.get("/pelatihan/", {"cara": "hybrid"}).content.decode()
    assert "Tidak ada pelatihan yang cocok" in page


def test_the_list_costs_the_same_however_long_it_is(client, django_assert_num_queries):
    CourseRunFactory(course=course("Satu"), quota=5)
    client.get("/pelatihan/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/pelatihan/")
    most = len(asked)
    for number in range(9):
        page = course(f"Lain {number}", lessons=3, topic=Topic.objects.create(name=f"Topik {number}"))
        CourseRunFactory.create_batch(2, course=page, quota=10)
    client.get("/pelatihan/")
    with django_assert_num_queries(most):
        client.get("/pelatihan/")


def test_seats_left_are_counted_by_lms_and_a_full_class_offers_no_seat(client):
    run = CourseRunFactory(quota=2, name="Angkatan 1")
    people = [LearnerFactory(), LearnerFactory()]
    enrolments = [enrolment_create(user=people[0], run=run)]
    address = run.course.get_url()
    assert "1 kursi lagi" in client.get(address).content.decode()
    assert "1 kursi lagi" in client.get("/pelatihan/").content.decode()
    enrolments.append(enrolment_create(user=people[1], run=run))
    page = client.get(address).content.decode()
    assert "penuh, daftar tunggu terbuka" in page
    assert "Ikut kelas ini" not in page
    assert "Masuk daftar tunggu" in page
    enrolment_cancel(enrolment=enrolments[0], by=people[0])
    assert "1 kursi lagi" in client.get(address).content.decode()


def test_a_stored_page_is_dropped_when_the_last_seat_goes(client, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE = True
    run = CourseRunFactory(quota=1)
    address = run.course.get_url()
    client.get(address)
    assert client.get(address)["X-Page-Cache"] == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        enrolment_create(user=LearnerFactory(), run=run)
    assert "penuh" in client.get(address).content.decode()
    cache.clear()


def test_the_course_page_shows_dates_place_and_requirements(client):
    run = CourseRunFactory(
        mode="on_site",
        starts_on="2030-01-07",
        place_name="Aula Dinas",
        place_address="Jl. Juanda 22",
        requirements=["nik", "letter"],
        meeting_url="https://rapat.example/rahasia",
    )
    begin = timezone.now() + timedelta(days=3)
    RunSession.objects.create(run=run, title="Hari pertama", starts_at=begin, ends_at=begin + timedelta(hours=6))
    page = client.get(run.course.get_url()).content.decode()
    for words in ("7 Januari 2030", "Aula Dinas, Jl. Juanda 22", "Hari pertama", "NIK, Surat Permohonan"):
        assert words in page
    assert "rapat.example" not in page


def test_the_link_of_a_meeting_is_for_those_in_the_class(client):
    run = CourseRunFactory(mode="scheduled", starts_on="2030-01-07", meeting_url="https://rapat.example/rahasia")
    enrolment = enrolment_create(user=LearnerFactory(), run=run)
    client.force_login(enrolment.user)
    assert "rapat.example" in client.get(f"/kelas/{run.public_id}/").content.decode()
    client.force_login(LearnerFactory())
    assert "rapat.example" not in client.get(f"/kelas/ikut/{run.public_id}/").content.decode()


def test_a_cancelled_run_is_hidden_from_new_visitors(client):
    run = CourseRunFactory(name="Angkatan 9")
    run_cancel(run=run, by=LearnerFactory(), reason="Hujan")
    assert "Angkatan 9" not in client.get(run.course.get_url()).content.decode()
    assert "Belum ada kelas" in client.get("/pelatihan/").content.decode()


def ended(**fields):
    today = timezone.localdate()
    return CourseRunFactory(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1), **fields)


def test_an_ended_run_is_hidden_from_new_visitors(client):
    run = ended(name="Angkatan 8", mode="on_site", place_name="Aula")
    assert "Angkatan 8" not in client.get(run.course.get_url()).text
    assert "Belum ada kelas" in client.get("/pelatihan/").text
    assert shown(client, cara="on_site") == set()
    client.force_login(LearnerFactory())
    door = f"/kelas/ikut/{run.public_id}/"
    assert "Pendaftaran tidak dibuka" in client.get(door).text
    assert client.post(door).status_code == 409


def test_runs_stand_in_the_order_in_which_they_begin(client):
    self_paced = CourseRunFactory(name="Mandiri", enrolment_opens=timezone.now() - timedelta(days=90))
    course_page, later = self_paced.course, timezone.localdate() + timedelta(days=40)
    for name, days in (("Ketiga", 20), ("Kedua", 10)):
        starts = later + timedelta(days=days)
        CourseRunFactory(
            name=name, course=course_page, starts_on=starts, enrolment_opens=timezone.now() - timedelta(days=days)
        )
    CourseRunFactory(
        name="Pertama", course=course_page, starts_on=later, enrolment_opens=timezone.now() + timedelta(days=1), quota=1
    )
    ended(name="Lewat", course=course_page)
    expected = ["Pertama", "Kedua", "Ketiga", "Mandiri"]
    assert [run.name for run in client.get(course_page.get_url()).context["runs"]] == expected
    (listed,) = client.get("/pelatihan/").context["page_obj"]
    assert [run.name for run in listed.next_runs] == expected


def button(page):
    return re.search(r'<p class="actions"><a class="button" href="([^"]*)">([^<]*)</a></p>', page.text).groups()


def test_the_button_leads_into_the_only_open_class_and_into_its_waiting_list_once_full(client):
    free = CourseRunFactory(quota=1)
    CourseRunFactory(course=free.course, enrolment_opens=timezone.now() + timedelta(hours=1))
    ended(course=free.course)
    assert button(client.get(free.course.get_url())) == (f"/kelas/ikut/{free.public_id}/", "Ikut kelas ini")
    enrolment_create(user=LearnerFactory(), run=free)
    assert button(client.get(free.course.get_url())) == (f"/kelas/ikut/{free.public_id}/", "Masuk daftar tunggu")


def test_of_several_open_classes_one_is_chosen(client):
    one, other = CourseRunFactory.create_batch(2, course=course())
    page = client.get(one.course.get_url())
    assert button(page) == ("#kelas", "Pilih dari 2 kelas")
    for run in (one, other):
        assert f'href="/kelas/ikut/{run.public_id}/">{run.name}</a>' in page.text


def test_each_class_tells_what_its_certificate_asks(client):
    self_paced = CourseRunFactory()
    on_site = CourseRunFactory(course=self_paced.course, requires_lessons=False, attendance_percent=75)
    post_test(on_site, pass_mark=60)
    terms = {run.pk: run.terms for run in client.get(self_paced.course.get_url()).context["runs"]}
    last = "Isi evaluasi singkat: pendapat Anda tentang kelas, bukan ujian. Sertifikat terbit begitu evaluasi terkirim."
    assert terms[self_paced.pk] == ["Selesaikan semua pelajaran.", last]
    assert terms[on_site.pk][-2:] == ["Lulus tes akhir dengan nilai 60 atau lebih.", last]
    page = client.get(self_paced.course.get_url()).text
    assert page.count("Untuk mendapat sertifikat:") == 2
    assert "Hadir di paling sedikit 75% dari pertemuan" in page


def test_a_finished_course_offers_its_certificate_and_no_enrolment(client):
    certificate = certified()
    address, other = certificate.run.course.get_url(), CourseRunFactory(course=certificate.run.course)
    client.force_login(certificate.holder)
    page = client.get(address)
    assert button(page) == (f"/kelas/{certificate.run.public_id}/selesai/", "Lihat sertifikat")
    assert "/kelas/ikut/" not in page.text
    assert "no-store" in page["Cache-Control"]
    enrol = client.get(f"/kelas/ikut/{other.public_id}/").text
    assert "Lihat sertifikat" in enrol
    assert "Ya, ikut kelas ini" not in enrol
    client.force_login(LearnerFactory())
    assert button(client.get(address)) == ("#kelas", "Pilih dari 2 kelas")


def test_a_revoked_certificate_leaves_the_course_unfinished(client):
    certificate = certified()
    certificate.revoked_at, certificate.revocation_reason = timezone.now(), "Salah nama"
    certificate.save()
    client.force_login(certificate.holder)
    assert "Lihat sertifikat" not in client.get(certificate.run.course.get_url()).text


def test_the_confirmation_names_days_hours_place_meetings_and_terms(client):
    run = CourseRunFactory(
        mode="on_site",
        starts_on=date(2030, 1, 7),
        ends_on=date(2030, 1, 8),
        place_name="Aula Dinas",
        place_address="Jl. Juanda 22",
        map_url="https://peta.example/aula",
        attendance_percent=75,
    )
    for number, day in enumerate((7, 8), start=1):
        begin = datetime(2030, 1, day, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
        RunSession.objects.create(
            run=run, title=f"Hari ke-{number}", starts_at=begin, ends_at=begin + timedelta(hours=6), place="Ruang 2"
        )
    client.force_login(LearnerFactory())
    page = client.get(f"/kelas/ikut/{run.public_id}/").text
    for words in (
        "Senin, 7 Januari 2030 – Selasa, 8 Januari 2030",
        "2 pertemuan",
        "Hari ke-1: Senin, 7 Januari 2030, 09.00–15.00 WIB, Ruang 2",
        "Aula Dinas, Jl. Juanda 22",
        "https://peta.example/aula",
        "Hadir di semua pertemuan (2 kali).",
    ):
        assert words in page


def test_enrolment_lasts_no_longer_than_the_class(client):
    last = timezone.localdate() + timedelta(days=2)
    run = CourseRunFactory(starts_on=last, ends_on=last, enrolment_closes=timezone.now() + timedelta(days=30))
    assert run.last_day_to_enrol == last
    page = client.get(run.course.get_url()).text
    assert "Pendaftaran sampai" in page
    assert "Pendaftaran selalu dibuka" not in page


def test_an_empty_list_points_elsewhere(client):
    course_index()
    assert "Belum ada pelatihan" in client.get("/pelatihan/").content.decode()
