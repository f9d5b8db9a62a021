"""The outbox: once for each key, never twice by itself, and what is not known is said."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.jobs import services as jobs
from core.jobs.models import Job
from core.messages import services
from core.messages.channels import CHANNELS, EmailChannel
from core.messages.models import Notification
from core.registry import Registry
from lms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _categories(monkeypatch):
    monkeypatch.setattr(services, "_categories", Registry("message categories"))
    services.register_category("kabar", label="Kabar", optional=True)
    services.register_category("akun", label="Akun", optional=False)


@pytest.fixture
def person():
    return User.objects.create_user("siti@example.id", "x", full_name="Siti Aminah")


def say(key="k", category="kabar", **extra):
    return services.notify(
        key=key, category=category, address="siti@example.id", subject="Halo\nSiti", body_text="Isi", **extra
    )


def state(notification):
    notification.refresh_from_db()
    return notification.state


def test_the_same_key_is_sent_once_however_often_it_is_asked_for(run_jobs):
    say()
    say()
    run_jobs()
    say()
    run_jobs()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Halo Siti"


def test_saying_something_costs_eight_statements_and_a_nudge(queries, person, django_capture_on_commit_callbacks):
    """Two of them begin and end our savepoint, two get_or_create's."""
    with queries, django_capture_on_commit_callbacks(execute=True):
        say(recipient=person)
    assert len(queries) <= 9, [query["sql"] for query in queries.captured_queries]


def test_a_secret_message_keeps_no_text_once_sent(run_jobs):
    notification = say(sensitive=True)
    run_jobs()
    assert (state(notification), notification.body_text) == ("sent", "")


def test_who_opted_out_gets_nothing_but_the_account_messages(run_jobs, person):
    services.set_opt_out(user=person, category="kabar", opted_out=True)
    unwanted = say("a", recipient=person)
    needed = say("b", category="akun", recipient=person)
    run_jobs()
    assert (state(unwanted), state(needed), len(mail.outbox)) == ("opted_out", "sent", 1)
    with pytest.raises(ValueError, match="switched off"):
        services.set_opt_out(user=person, category="akun", opted_out=True)


def test_a_message_killed_in_mid_send_is_uncertain_and_not_sent_again_by_itself(run_jobs, person):
    notification = say()
    Notification.objects.update(state="sending")
    run_jobs()
    assert (state(notification), len(mail.outbox)) == ("uncertain", 0)
    services.resend(notification=notification, by=person)
    run_jobs()
    assert (state(notification), len(mail.outbox)) == ("sent", 1)


def test_a_message_killed_in_mid_send_for_the_last_time_is_uncertain_too(run_jobs, person):
    notification = say()
    Notification.objects.update(state="sending")
    over = timezone.now() - timedelta(seconds=1)
    Job.objects.update(state="running", kills=Job.MAX_KILLS - 1, lease_until=over, lease_token=uuid.uuid4())
    jobs.sweep()
    assert Job.objects.get().state == Job.State.FAILED
    assert state(notification) == "uncertain"


def test_a_sent_message_is_not_resendable(run_jobs, person):
    notification = say()
    run_jobs()
    with pytest.raises(services.NotResendable):
        services.resend(notification=notification, by=person)


def test_a_server_that_refuses_is_tried_again_and_in_the_end_staff_see_failed(monkeypatch, run_jobs, person):
    class Refusing(EmailChannel):
        def send(self, notification):
            raise ConnectionRefusedError

    monkeypatch.setitem(CHANNELS, "email", Refusing())
    notification = say()
    run_jobs()
    job = Job.objects.get()
    assert (state(notification), notification.error) == ("failed", "ConnectionRefusedError")
    assert (job.attempts, job.message) == (5, "Server pengirim pesan tidak menerima pesan ini.")
    monkeypatch.setitem(CHANNELS, "email", EmailChannel())
    services.resend(notification=notification, by=person)
    run_jobs()
    assert state(notification) == "sent"


def test_a_late_second_worker_does_not_send(run_jobs):
    notification = say()
    job = Job.objects.get()
    run_jobs()
    jobs.run(job.pk)
    assert (state(notification), len(mail.outbox)) == ("sent", 1)


def test_the_console_channel_prints(run_jobs, capsys):
    say(channel="console")
    run_jobs()
    assert "Isi" in capsys.readouterr().out
