"""Erasure of an account (UU 27/2022): requested, cancelled, executed, and what is retained."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from core.audit.models import AuditEntry, ProcessingEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.messages.models import Notification, NotificationOptOut
from core.people.roles import ADMINISTRATOR
from lms.certificates.models import Certificate
from lms.consents.models import Consent
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.privacy.models import DataExport, ErasureRequest
from lms.privacy.services import erasure, export
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Profile
from lms.tasks import sweep_personal_data
from lms.users.models import User
from tests.factories.lms import PASSWORD, UserFactory, make_staff
from tests.lms.people import log_in, somebody, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return somebody()


@pytest.fixture
def logged_in(client, user):
    return log_in(client, user)


def test_an_erasure_is_requested_with_the_password_and_has_a_time_limit(logged_in, user):
    with_password(logged_in, "/akun/hapus/")
    before = timezone.now()
    assert logged_in.post("/akun/hapus/").url == "/akun/hapus/"
    logged_in.post("/akun/hapus/")
    request = ErasureRequest.objects.get(user=user)
    assert timedelta(hours=72) <= request.due_at - before < timedelta(hours=72, minutes=1)
    assert "3 × 24 jam" in logged_in.get("/akun/hapus/").text
    assert Notification.objects.filter(recipient=user, subject="Permintaan hapus akun kami terima").count() == 1


def test_it_may_be_taken_back_until_it_is_done_even_after_approval(logged_in, user, run_jobs):
    request = erasure.erasure_request(user=user)
    erasure.erasure_approve(request=request, by=make_staff(ADMINISTRATOR))
    assert logged_in.post("/akun/hapus/batal/").url == "/akun/data-saya/"
    run_jobs()
    assert User.objects.filter(pk=user.pk).exists()
    assert ErasureRequest.objects.get().state == "cancelled"
    assert erasure.erasure_request(user=user).pk != request.pk, "and asked for again"


def test_the_administrator_has_it_carried_out_and_nothing_is_left_but_the_register(client, logged_in, user, run_jobs):
    number, email = user.pk, user.email
    key, seats = logged_in.session.session_key, RunSeats.objects.get(run__quota=5)
    files = [PersonalDocument.objects.get(user=user).file]
    export.export_request(user=user)
    run_jobs()
    files.append(DataExport.objects.get().file)
    certificate = Certificate.objects.get(holder=user)
    request = erasure.erasure_request(user=user)
    admin = Client()
    admin.force_login(make_staff(ADMINISTRATOR))
    listing = admin.get("/admin/hapus-data/").text
    assert "Sisa 71 jam" in listing
    admin.post(f"/admin/hapus-data/approve/{request.pk}/")
    run_jobs()

    assert not User.objects.filter(pk=number).exists()
    for model in (Profile, PersonalDocument, Enrolment, Consent, DataExport, NotificationOptOut):
        assert not model.objects.exists(), model
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.exists()
    assert not any(file.storage.exists(file.name) for file in files)
    seats.refresh_from_db()
    assert seats.taken == 0, "the seat is free again"
    assert not Notification.objects.filter(recipient_id=number).exists()
    assert not Notification.objects.filter(address=email).exists(), "the farewell left, and its address with it"

    certificate.refresh_from_db()
    assert (certificate.holder, certificate.enrolment) == (None, None)
    assert certificate.number in client.get(f"/sertifikat/{certificate.code}/").text
    request.refresh_from_db()
    assert (request.state, request.user, request.account_number) == ("done", None, number)
    kept = repr([*AuditEntry.objects.values(), *ProcessingEntry.objects.values(), *ErasureRequest.objects.values()])
    assert email not in kept
    assert user.full_name not in kept
    assert ProcessingEntry.objects.filter(person_id=number, kind="erase").exists()
    for address in ("/admin/hapus-data/", f"/admin/hapus-data/inspect/{request.pk}/", "/admin/jejak-audit/"):
        assert admin.get(address).status_code == 200
    assert client.post("/akun/masuk/", {"login": email, "password": PASSWORD}).status_code == 200, "unknown now"


def test_files_go_with_an_account_that_an_administrator_deletes_by_hand(user, run_jobs):
    file = PersonalDocument.objects.get(user=user).file
    user.delete()
    run_jobs()
    assert not file.storage.exists(file.name)


def test_staff_and_superusers_are_not_erased_by_a_tap(client, run_jobs):
    for person in (make_staff(ADMINISTRATOR, second_factor=False), UserFactory(is_superuser=True)):
        with pytest.raises(erasure.StaffAccount):
            erasure.erasure_request(user=person)
        client.post("/akun/masuk/", {"login": person.email, "password": PASSWORD})
        assert "tidak dihapus di sini" in with_password(client, "/akun/hapus/").text
        client.logout()
        caches["exact"].clear()


def test_an_account_that_became_staff_meanwhile_is_not_erased_and_the_request_waits(user, run_jobs):
    request = erasure.erasure_request(user=user)
    admin = make_staff(ADMINISTRATOR)
    erasure.erasure_approve(request=request, by=admin)
    User.objects.filter(pk=user.pk).update(is_staff=True)
    run_jobs()
    request.refresh_from_db()
    assert User.objects.filter(pk=user.pk).exists()
    assert request.state == "requested"
    with pytest.raises(erasure.StaffAccount):
        erasure.erasure_approve(request=request, by=admin)


def test_an_overdue_request_is_shown_and_each_administrator_is_notified_once(client, user):
    erasure.erasure_request(user=user)
    admin = make_staff(ADMINISTRATOR)
    assert erasure.overdue_remind() == 0
    ErasureRequest.objects.update(due_at=timezone.now() - timedelta(hours=5, minutes=1))
    assert [erasure.overdue_remind() for _ in range(2)] == [1, 0]
    message = Notification.objects.get(recipient=admin)
    assert "3 × 24 jam" in message.subject
    assert user.full_name not in message.body_text
    client.force_login(admin)
    assert "Terlambat 5 jam" in client.get("/admin/hapus-data/").text


def test_a_farewell_that_could_not_be_sent_is_forgotten_after_a_week(user):
    request = erasure.erasure_request(user=user)
    erasure.erasure_approve(request=request, by=make_staff(ADMINISTRATOR))
    jobs.run(Job.objects.get(kind="lms.erase_account").pk)
    assert Notification.objects.filter(category=erasure.CATEGORY).count() == 1
    assert erasure.confirmations_purge() == 0
    Notification.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert erasure.confirmations_purge() == 1


def test_a_message_that_still_waited_when_its_person_was_erased_fails_nothing(user, run_jobs):
    erasure.erasure_approve(request=erasure.erasure_request(user=user), by=make_staff(ADMINISTRATOR))
    jobs.run(Job.objects.get(kind="lms.erase_account").pk)
    run_jobs()
    assert not Job.objects.filter(state="failed").exists()


def test_every_hour_what_is_late_or_over_is_looked_for(user, run_jobs):
    made = export.export_request(user=user)
    run_jobs()
    DataExport.objects.update(expires_at=timezone.now())
    ErasureRequest.objects.create(
        user=user, account_number=user.pk, requested_at=timezone.now(), due_at=timezone.now() - timedelta(hours=1)
    )
    admin = make_staff(ADMINISTRATOR)
    assert settings.CELERY_BEAT_SCHEDULE["sweep-personal-data"]["task"] == sweep_personal_data.name
    sweep_personal_data()
    assert not DataExport.objects.filter(pk=made.pk).exists()
    assert Notification.objects.filter(recipient=admin, category="petugas").count() == 1
