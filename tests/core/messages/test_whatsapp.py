"""Messages by WhatsApp, against a server on this machine that behaves as Meta's does."""

import pytest
from django.db import connection

from core.jobs.models import Job
from core.messages import services
from core.messages.models import Notification
from core.messages.whatsapp import MOST_TEXT
from core.registry import Registry
from tests.core.messages.whatsapp_server import NUMBER_ID, an_account, meta, refused

pytestmark = pytest.mark.django_db

NUMBER = "+6281234567890"


@pytest.fixture(autouse=True)
def _categories(monkeypatch):
    monkeypatch.setattr(services, "_categories", Registry("message categories"))
    services.register_category("akun", label="Akun", optional=False)


@pytest.fixture
def server(settings):
    with meta() as running:
        settings.WHATSAPP = an_account(running.port)
        yield running


def say(key="k", **extra):
    words = {"subject": "Kelas dibatalkan", "body_text": "Halo Siti,\n\nKelas  Anda\tbatal.\n", **extra}
    return services.notify(key=key, category="akun", address=NUMBER, channel="whatsapp", **words)


def a_code(**extra):
    return say(subject="Kode", body_text="482913", template="code", sensitive=True, **extra)


def after(notification, run_jobs):
    run_jobs()
    notification.refresh_from_db()
    return notification


def raw_outbox():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_notification")
        return repr(cursor.fetchall())


def test_a_notice_goes_by_the_approved_template_on_one_line(server, run_jobs):
    notification = after(say(), run_jobs)
    assert server.paths == [f"/v23.0/{NUMBER_ID}/messages"]
    assert server.taken == [
        {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": NUMBER,
            "type": "template",
            "template": {
                "name": "si_jawara_kabar",
                "language": {"code": "id"},
                "components": [
                    {
                        "type": "body",
                        "parameters": [{"type": "text", "text": "Kelas dibatalkan. Halo Siti, Kelas Anda batal."}],
                    }
                ],
            },
            "biz_opaque_callback_data": str(notification.pk),
        }
    ]
    assert (notification.state, notification.error) == ("sent", "")


def test_a_code_stands_in_the_text_and_on_the_button_and_is_wiped(server, run_jobs):
    notification = after(a_code(), run_jobs)
    template = server.taken[0]["template"]
    code = [{"type": "text", "text": "482913"}]
    assert template["name"] == "si_jawara_kode"
    assert template["components"] == [
        {"type": "body", "parameters": code},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": code},
    ]
    assert (notification.body_text, notification.address, notification.sealed_address) == ("", "", None)


def test_a_long_notice_is_cut_at_a_word(server, run_jobs):
    after(say(body_text="panjang sekali " * 200), run_jobs)
    text = server.taken[0]["template"]["components"][0]["parameters"][0]["text"]
    assert len(text) <= MOST_TEXT + 2
    assert text.endswith(("panjang …", "sekali …"))


def test_the_number_is_unreadable_in_the_database_and_masked_for_staff(server):
    assert say().address == "+62812•••••890"
    assert "81234567890" not in raw_outbox()


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (400, 131026, "Nomor ini tidak dapat menerima pesan WhatsApp."),
        (400, 132001, "Templat WhatsApp belum ada atau belum disetujui dalam bahasa ini."),
        (404, 990099, "WhatsApp menolak pesan ini (kode 990099)."),
        (401, 190, "Token WhatsApp sudah tidak berlaku. Perbarui WHATSAPP_URL."),
    ],
)
def test_what_can_never_work_fails_at_once_with_a_reason(server, run_jobs, status, code, sentence):
    server.answers = [(status, refused(code))]
    notification = after(say(), run_jobs)
    job = Job.objects.get()
    assert (notification.state, notification.error) == ("failed", sentence)
    assert (job.state, job.attempts, len(server.taken)) == ("done", 1, 1)


def test_a_wrong_token_is_refused_at_once(server, settings, run_jobs):
    settings.WHATSAPP = an_account(server.port, token="lain")
    assert after(say(), run_jobs).error == "Token WhatsApp sudah tidak berlaku. Perbarui WHATSAPP_URL."


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": "x"}', b'{"error": {"code": "131026"}}'])
def test_an_answer_in_no_known_form_is_a_refusal_with_its_status(server, run_jobs, body):
    server.answers = [(403, body)]
    assert after(say(), run_jobs).error == "WhatsApp menolak pesan ini (HTTP 403)."


@pytest.mark.parametrize("answer", [(429, refused(130429)), (500, b""), (503, refused(2)), (400, refused(131056))])
def test_a_busy_server_is_asked_again(server, run_jobs, answer):
    server.answers = [answer, answer, None]
    notification = after(say(), run_jobs)
    assert (notification.state, notification.error, len(server.taken)) == ("sent", "", 3)


def test_a_server_that_stays_busy_ends_as_failed_with_the_reason(server, run_jobs):
    server.answers = [(500, b"")]
    notification = after(say(), run_jobs)
    assert (notification.state, notification.error) == ("failed", "Server WhatsApp sedang sibuk atau terganggu.")
    assert Job.objects.get().attempts == 5


def test_a_server_that_cannot_be_reached_took_nothing(settings, run_jobs):
    with meta() as gone:
        settings.WHATSAPP = an_account(gone.port)
    notification = after(say(), run_jobs)
    assert (notification.state, notification.error) == ("failed", "Server WhatsApp tidak terjangkau.")


def test_a_slow_server_is_waited_for(server, run_jobs):
    server.answers = [0.3]
    assert after(say(), run_jobs).state == "sent"


@pytest.mark.parametrize("answer", ["cut", 1.0])
def test_silence_after_the_message_was_handed_over_is_uncertain_and_not_sent_again(server, settings, run_jobs, answer):
    settings.WHATSAPP = an_account(server.port, timeout=0.2)
    server.answers = [answer]
    notification = after(say(), run_jobs)
    assert notification.state == "uncertain"
    assert (Job.objects.get().state, len(server.taken)) == ("done", 1)


def test_a_report_settles_what_was_uncertain(server, run_jobs):
    server.answers = ["cut"]
    notification = after(a_code(), run_jobs)
    assert services.record_delivery_status(notification_id=notification.pk, status="delivered")
    notification.refresh_from_db()
    assert (notification.state, notification.delivery, notification.body_text) == ("sent", "delivered", "")


def test_a_report_that_is_faster_than_the_answer_keeps_the_message_from_going_again(server, run_jobs):
    server.answers = [(500, b""), None]
    notification = say()
    Notification.objects.update(state="queued")
    services.record_delivery_status(notification_id=notification.pk, status="sent")
    assert after(notification, run_jobs).state == "sent"
    assert server.taken == []


def test_reports_come_in_any_order_and_twice(server, run_jobs):
    notification = after(say(), run_jobs)
    news = [
        services.record_delivery_status(notification_id=notification.pk, status=status)
        for status in ("sent", "read", "delivered", "read", "failed")
    ]
    notification.refresh_from_db()
    assert news == [True, True, False, False, False]
    assert (notification.state, notification.delivery) == ("sent", "read")


def test_a_report_of_failure_is_shown_to_staff_and_the_message_can_be_sent_again(server, run_jobs, django_user_model):
    notification = after(say(), run_jobs)
    services.record_delivery_status(notification_id=notification.pk, status="failed", reason="Nomor ini tidak dapat.")
    notification.refresh_from_db()
    assert (notification.state, notification.error) == ("failed", "Nomor ini tidak dapat.")
    services.resend(notification=notification, by=django_user_model.objects.create_user("a@example.id", "x"))
    after(notification, run_jobs)
    assert (notification.state, notification.delivery, len(server.taken)) == ("sent", "", 2)


def test_a_secret_message_whose_text_is_wiped_is_not_sent_again_empty(server, run_jobs, django_user_model):
    person = django_user_model.objects.create_user("a@example.id", "x")
    notification = after(a_code(recipient=person), run_jobs)
    services.record_delivery_status(notification_id=notification.pk, status="failed", reason="Nomor ini tidak dapat.")
    notification.refresh_from_db()
    assert (notification.state, notification.body_text) == ("failed", "")
    with pytest.raises(services.NotResendable):
        services.resend(notification=notification, by=person)
    assert after(notification, run_jobs).state == "failed"
    assert len(server.taken) == 1


def test_a_report_about_an_e_mail_changes_nothing(run_jobs):
    mail = services.notify(key="m", category="akun", address="a@example.id", subject="x", body_text="x")
    assert not services.record_delivery_status(notification_id=mail.pk, status="failed", reason="x")
    assert not services.record_delivery_status(notification_id=10**9, status="failed", reason="x")


def test_without_a_gateway_staff_read_why_nothing_left(settings, run_jobs):
    settings.WHATSAPP = None
    assert "WHATSAPP_URL" in after(say(), run_jobs).error


def test_a_message_to_nobody_is_kept_for_staff(run_jobs):
    nobody = services.notify(key="n", category="akun", address=None, subject="x", body_text="x")
    run_jobs()
    assert (nobody.state, Job.objects.count()) == ("no_address", 0)
