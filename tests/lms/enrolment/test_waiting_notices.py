"""What people of a waiting list read in their mail: each thing once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.messages.models import Notification
from courses.runs.services.runs import run_cancel
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services import waiting
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.enrolment.services.waiting_notices import moment
from tests.factories.learning import LearnerFactory
from tests.factories.waiting import full_run, somebody_in, wait

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered():
    run = full_run()
    entry = wait(run)
    leave_class(run)
    entry.refresh_from_db()
    return entry


def leave_class(run):
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)


def said_to(person):
    return list(Notification.objects.filter(recipient=person, category="kelas").order_by("pk"))


def test_an_offer_says_until_when_and_where(offered, run_jobs):
    run_jobs()
    (said,) = said_to(offered.user)
    assert said.subject == "Ada kursi untuk Anda: Foto Produk"
    assert moment(offered.offer_expires_at) in said.body_text
    assert reverse("class_enrol", args=[offered.run.public_id]) in said.body_text


def test_an_offer_that_was_taken_before_the_mail_left_is_not_announced(offered, run_jobs):
    waiting.accept(user=offered.user, run=offered.run)
    run_jobs()
    assert said_to(offered.user) == []


def test_a_day_before_the_end_of_an_offer_its_person_is_reminded_once(offered, clock, run_jobs):
    run_jobs()
    clock(hours=20)
    assert waiting.remind() == 0
    clock(hours=5)
    assert (waiting.remind(), waiting.remind()) == (1, 0)
    run_jobs()
    assert [one.subject for one in said_to(offered.user)][1:] == ["Besok berakhir: kursi Anda di Foto Produk"]


def test_a_short_offer_is_not_reminded_of(clock, run_jobs):
    run = full_run(enrolment_closes=timezone.now() + timezone.timedelta(hours=30))
    entry = wait(run)
    leave_class(run)
    clock(hours=10)
    assert waiting.remind() == 0
    run_jobs()
    assert len(said_to(entry.user)) == 1


def test_the_person_of_an_expired_offer_is_notified_once(offered, clock, run_jobs):
    run_jobs()
    clock(hours=49)
    for _ in range(2):
        waiting.sweep()
        run_jobs()
    subjects = [one.subject for one in said_to(offered.user)]
    assert subjects == ["Ada kursi untuk Anda: Foto Produk", "Kursi di Foto Produk tidak lagi disimpan"]


def test_the_whole_queue_is_notified_once_of_a_cancellation(run_jobs):
    run = full_run(quota=2)
    people = [wait(run).user for _ in range(3)]
    leave_class(run)
    run_cancel(run=run, by=LearnerFactory(), reason="Gedung dipakai")
    for _ in range(2):
        run_jobs()
        run.refresh_from_db()
        run.save()  # staff look at it again
        waiting.sweep()
    for person in people:
        (said,) = said_to(person)
        assert "dibatalkan" in said.subject
        assert "Gedung dipakai" in said.body_text


def test_the_whole_queue_is_notified_once_of_the_end_of_enrolment(clock, run_jobs):
    run = full_run(enrolment_closes=timezone.now() + timezone.timedelta(days=9))
    people = [wait(run).user for _ in range(2)]
    clock(days=10)
    for _ in range(2):
        waiting.sweep()
        run_jobs()
    assert [[one.subject for one in said_to(person)] for person in people] == [["Pendaftaran Foto Produk sudah ditutup"]] * 2


def test_a_shortened_offer_is_notified(offered, run_jobs):
    run_jobs()
    run = offered.run
    run.enrolment_closes = timezone.now() + timezone.timedelta(hours=5)
    run.save()
    run_jobs()
    said = said_to(offered.user)
    assert len(said) == 2
    assert moment(run.enrolment_closes) in said[1].body_text


def test_a_message_about_a_place_that_is_gone_is_no_fault(offered, run_jobs):
    WaitingEntry.objects.all().delete()
    assert run_jobs()
    assert not Notification.objects.exists()
