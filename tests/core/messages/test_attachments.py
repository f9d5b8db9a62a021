"""Papers that go with a message: made when it leaves, and never left out in silence."""

import pytest
from django.core import mail

from core.jobs.models import Job
from core.messages import attachments, services
from core.messages.errors import Refused
from core.messages.models import Notification
from core.registry import Registry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _category(monkeypatch):
    monkeypatch.setattr(services, "_categories", Registry("message categories"))
    monkeypatch.setattr(attachments, "_makers", Registry("attachments"))
    services.register_category("surat", label="Surat", optional=False)


def say(key="surat:7"):
    return services.notify(key=key, category="surat", address="penerbit@example.id", subject="Surat", body_text="Terlampir.")


def state(notification):
    notification.refresh_from_db()
    return notification.state, notification.error


def test_a_paper_is_made_from_what_the_message_is_about_when_it_leaves(run_jobs):
    contents = {"surat:7": b"lama"}
    attachments.register_attachments("surat", lambda one: [("surat.pdf", "application/pdf", contents[one.key])])
    notification = say()
    contents["surat:7"] = b"baru"
    run_jobs()
    assert (mail.outbox[0].to, mail.outbox[0].attachments) == (
        ["penerbit@example.id"],
        [("surat.pdf", b"baru", "application/pdf")],
    )
    assert state(notification) == ("sent", "")


def test_messages_of_another_category_carry_nothing(run_jobs):
    attachments.register_attachments("tagihan", lambda one: [("a.pdf", "application/pdf", b"x")])
    say()
    run_jobs()
    assert mail.outbox[0].attachments == []


def test_a_paper_that_fails_keeps_the_message_back_and_staff_see_why(run_jobs):
    def broken(notification):
        raise ZeroDivisionError

    attachments.register_attachments("surat", broken)
    notification = say()
    run_jobs()
    sentence = "Lampiran pesan ini tidak dapat dibuat (ZeroDivisionError)."
    assert (mail.outbox, state(notification)) == ([], ("failed", sentence))
    assert Job.objects.get().message == sentence


def test_a_paper_that_comes_with_a_later_try_is_sent_once(run_jobs):
    tries = []

    def slow(notification):
        tries.append(1)
        if len(tries) < 3:
            raise OSError
        return [("a.pdf", "application/pdf", b"x")]

    attachments.register_attachments("surat", slow)
    notification = say()
    run_jobs()
    assert (len(mail.outbox), len(tries), state(notification)[0]) == (1, 3, "sent")


def test_what_is_gone_for_good_is_not_tried_again(run_jobs):
    def gone(notification):
        raise Refused("Pesanan ini sudah dihapus.")

    attachments.register_attachments("surat", gone)
    notification = say()
    run_jobs()
    assert state(notification) == (Notification.State.FAILED, "Pesanan ini sudah dihapus.")
    assert Job.objects.get().attempts == 1


def test_papers_too_large_for_a_mail_are_refused_before_any_server_is_asked(run_jobs, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", 3 * 1024 * 1024)
    attachments.register_attachments("surat", lambda one: [("a.pdf", "application/pdf", b"x" * (3 * 1024 * 1024 + 1))])
    notification = say()
    run_jobs()
    assert (mail.outbox, state(notification)) == (
        [],
        ("failed", "Lampiran pesan ini lebih dari 3 MB. Sampaikan dengan cara lain."),
    )
