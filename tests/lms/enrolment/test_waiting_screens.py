"""The waiting list as people see it, over HTTP, with all that can go wrong between two taps."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.runs.services.runs import run_cancel
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services.enrolment import enrol_or_wait, enrolment_cancel
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory
from tests.factories.waiting import full_run, somebody_in, wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(client):
    """A logged-in person at the enrolment page of a full run with one person in its queue."""
    run = full_run()
    wait(run)
    user = LearnerFactory()
    client.force_login(user)
    return client, run, user


def door(run):
    return reverse("class_enrol", args=[run.public_id])


def free_a_seat(run):
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)


@pytest.fixture
def offered(client):
    run, user = full_run(), LearnerFactory()
    entry = wait(run, user)
    free_a_seat(run)
    client.force_login(user)
    return client, run, entry


def test_two_taps_lead_from_the_course_to_the_queue(queue):
    client, run, _ = queue
    course_page = client.get(run.course.get_url()).text
    assert "penuh, daftar tunggu terbuka" in course_page
    assert f'href="{door(run)}">Masuk daftar tunggu' in course_page
    page = client.get(door(run)).text
    assert "Masuk daftar tunggu</button>" in page
    assert "1 orang" in page
    sent = client.post(door(run), follow=True)
    assert sent.redirect_chain == [(door(run), 302)]
    assert "urutan ke-2" in sent.text
    assert "Masuk daftar tunggu</button>" not in sent.text


def test_a_double_tap_and_the_back_button_change_nothing(queue):
    client, run, user = queue
    for _ in range(2):
        assert client.post(door(run)).url == door(run)
    assert client.get(door(run)).status_code == 200
    for name in ("seat_accept", "queue_leave"):
        assert client.get(reverse(name, args=[run.public_id])).url == door(run)
    assert WaitingEntry.objects.get(user=user).state == "waiting"


def test_leaving_the_queue_is_idempotent(queue):
    client, run, user = queue
    client.post(door(run))
    assert "Ya, keluar" in client.get(door(run)).text
    for _ in range(2):
        left = client.post(reverse("queue_leave", args=[run.public_id]), follow=True)
        assert "tidak lagi di daftar tunggu" in left.text
    assert WaitingEntry.objects.get(user=user).state == "left"
    assert "Masuk daftar tunggu</button>" in client.get(door(run)).text


def test_an_offer_says_until_when_and_is_taken_by_one_tap(offered):
    client, run, entry = offered
    entry.refresh_from_db()
    page = client.get(door(run)).text
    hour = f"{timezone.localtime(entry.offer_expires_at):%H.%M} WIB"
    assert "Ada kursi untuk Anda" in page
    assert hour in page
    home = client.get("/kelas/").text
    step = home[home.index("Langkah Anda berikutnya") : home.index("Daftar tunggu")]
    assert hour.replace(" WIB", "") in step, "a kept seat is the next step"
    assert f'href="{door(run)}"' in step
    accept = reverse("seat_accept", args=[run.public_id])
    assert f'action="{accept}"' in page
    for _ in range(2):
        assert client.post(accept).url == reverse("class_home", args=[run.public_id])
    assert Enrolment.objects.filter(run=run, state="enrolled").count() == 1
    assert client.get(door(run)).url == reverse("class_home", args=[run.public_id])
    assert "Daftar tunggu" not in client.get("/kelas/").text


def test_an_offer_is_taken_by_an_old_page_of_the_full_class_too(offered):
    client, run, _ = offered
    assert client.post(door(run)).url == reverse("class_home", args=[run.public_id])
    assert RunSeats.objects.get(run=run).taken == 1


def test_an_offer_is_given_up(offered):
    client, run, entry = offered
    assert "Ya, lepas kursi" in client.get(door(run)).text
    client.post(reverse("queue_leave", args=[run.public_id]))
    entry.refresh_from_db()
    assert entry.state == "declined"
    assert RunSeats.objects.get(run=run).taken == 0


def test_an_offer_that_ran_out_shows_that_and_leads_back_to_the_queue(offered, clock):
    client, run, _ = offered
    wait(run)
    clock(hours=49)
    client.force_login(WaitingEntry.objects.get(number=1).user)
    late = client.post(reverse("seat_accept", args=[run.public_id]))
    assert late.status_code == 409
    assert "Waktu mengambil kursi sudah lewat" in late.text
    assert "Masuk daftar tunggu</button>" in late.text


def test_an_offer_that_asks_for_more_than_was_given_leads_to_the_form(offered):
    client, run, _ = offered
    run.requirements = ["nib"]
    run.save()
    page = client.get(door(run)).text
    assert "<li>NIB</li>" in page
    assert "Ambil kursi" not in page
    assert client.post(reverse("seat_accept", args=[run.public_id])).status_code == 409


@pytest.mark.parametrize("name", ["class_enrol", "seat_accept"])
def test_a_class_cancelled_between_page_and_tap_gets_an_explanation(offered, name):
    client, run, _ = offered
    client.get(door(run))
    run_cancel(run=run, by=LearnerFactory(), reason="Gedung dipakai")
    refused = client.post(reverse(name, args=[run.public_id]))
    assert refused.status_code == 409
    assert "tidak dibuka" in refused.text
    assert "Kelas ini dibatalkan" in refused.text
    assert "Gedung dipakai" in refused.text
    assert not Enrolment.objects.filter(run=run, state="enrolled").exists()


def test_an_enrolment_that_ended_between_page_and_tap_gets_an_explanation(queue):
    client, run, user = queue
    client.get(door(run))
    run.enrolment_closes = timezone.now()
    run.save()
    refused = client.post(door(run))
    assert refused.status_code == 409
    assert "sedang tidak dibuka" in refused.text
    assert not WaitingEntry.objects.filter(user=user).exists()


def test_a_class_that_filled_up_between_page_and_tap_gives_a_place_in_the_queue(client):
    run = CourseRunFactory(quota=1)
    client.force_login(LearnerFactory())
    assert "Ya, ikut kelas ini" in client.get(door(run)).text
    enrol_or_wait(user=LearnerFactory(), run=run)
    assert "urutan ke-1" in client.post(door(run), follow=True).text


def test_a_seat_that_became_free_between_page_and_tap_is_taken_at_once(client):
    run = full_run()
    client.force_login(LearnerFactory())
    assert "Masuk daftar tunggu" in client.get(door(run)).text
    free_a_seat(run)
    assert client.post(door(run)).url == reverse("class_home", args=[run.public_id])


def test_what_a_place_costs_does_not_grow_with_the_queue(client, django_assert_max_num_queries):
    run, user = full_run(), LearnerFactory()
    client.force_login(user)
    counts = []
    for waiting in (1, 8):
        for _ in range(waiting):
            wait(run)
        wait(run, user)
        for address, limit in ((door(run), 11), ("/kelas/", 12)):
            client.get(address)
            with django_assert_max_num_queries(limit) as seen:
                client.get(address)
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_many_places_cost_as_much_as_one(client, django_assert_max_num_queries):
    user = LearnerFactory()
    client.force_login(user)
    counts = []
    for number in range(6):
        wait(full_run(course=course(title=f"Kursus {number}")), user)
        if number in (0, 5):
            client.get("/kelas/")
            with django_assert_max_num_queries(12) as seen:
                assert "urutan ke-1" in client.get("/kelas/").text
            counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_place_in_the_queue_is_visible_to_its_owner_alone(queue):
    client, run, _ = queue
    other = Client()
    other.force_login(LearnerFactory())
    client.post(door(run))
    assert "urutan ke-" not in other.get(door(run)).text
    assert "Daftar tunggu" not in other.get("/kelas/").text


def test_a_class_that_opens_again_later_keeps_its_queue(queue):
    client, run, _ = queue
    client.post(door(run))
    run.enrolment_opens = timezone.now() + timedelta(days=2)
    run.save()
    assert "urutan ke-2" in client.get(door(run)).text
