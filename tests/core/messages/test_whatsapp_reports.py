"""Where Meta reports deliveries: only what it signed is read, and nothing that comes there can break anything."""

import hashlib
import hmac
import json

import pytest

from core.messages.models import Notification
from tests.core.messages.whatsapp_server import SECRET, VERIFY, an_account

pytestmark = pytest.mark.django_db

ADDRESS = "/whatsapp/kabar/"


@pytest.fixture(autouse=True)
def _gateway(settings):
    settings.WHATSAPP = an_account()


@pytest.fixture
def message():
    return Notification.objects.create(
        key="k",
        category="akun",
        channel="whatsapp",
        subject="x",
        body_text="x",
        state="sent",
        sealed_address="+6281234567890",
    )


def report(message, status, **extra):
    return {
        "id": "wamid.HBgNNjI4MTIzNDU2Nzg5MBUCABEYEjgxQQA=",
        "status": status,
        "timestamp": "1750857384",
        "recipient_id": "6281234567890",
        "biz_opaque_callback_data": str(message.pk),
        **extra,
    }


def envelope(*statuses, **value):
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "statuses": list(statuses), **value}}
    return {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [change]}]}


def post(client, content, *, signature=None):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    if signature is None:
        signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": signature}
    return client.post(ADDRESS, body, content_type="application/json", headers=headers).status_code


def delivery(message):
    message.refresh_from_db()
    return message.state, message.delivery, message.error


def test_signed_reports_are_noted(client, message):
    assert post(client, envelope(report(message, "sent"), report(message, "delivered"))) == 200
    assert delivery(message) == ("sent", "delivered", "")
    assert message.delivery_at is not None


def test_a_report_of_failure_says_why(client, message):
    failed = report(message, "failed", errors=[{"code": 131026, "title": "Message undeliverable"}])
    assert post(client, envelope(failed)) == 200
    assert delivery(message) == ("failed", "failed", "Nomor ini tidak dapat menerima pesan WhatsApp.")


def test_metas_question_is_answered_to_whoever_knows_the_word(client):
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    response = client.get(ADDRESS, asked)
    assert (response.status_code, response.text) == (200, "1158201444")
    assert response.headers["Content-Type"].startswith("text/plain")
    for wrong in ({"hub.verify_token": "lain"}, {"hub.mode": "unsubscribe"}, {"hub.challenge": "<script>"}):
        assert client.get(ADDRESS, {**asked, **wrong}).status_code == 403
    assert client.get(ADDRESS).status_code == 403


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=00", "sha1=abc", "sha256=ü"])
def test_what_is_not_signed_is_not_read(client, message, signature):
    assert post(client, envelope(report(message, "failed")), signature=signature) == 403
    assert delivery(message) == ("sent", "", "")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"object": "page"}', b"[" * 5000, b"\xff\xfe"])
def test_a_signed_body_in_no_known_form_is_a_bad_request(client, body):
    assert post(client, body) == 400


@pytest.mark.parametrize(
    "content",
    [
        {"object": "whatsapp_business_account"},
        {"object": "whatsapp_business_account", "entry": {"changes": 1}},
        {
            "object": "whatsapp_business_account",
            "entry": [1, {"changes": [None, {"value": [1]}, {"value": {"statuses": 3}}]}],
        },
        envelope({}, {"status": "sent"}, {"status": ["sent"], "biz_opaque_callback_data": "1"}),
        envelope({"status": "sent", "biz_opaque_callback_data": 1}, {"status": "sent", "biz_opaque_callback_data": "-1"}),
        envelope({"status": "sent", "biz_opaque_callback_data": "9" * 400}),
        envelope({"status": "sent", "biz_opaque_callback_data": "999999999"}),
        envelope({"status": "deleted", "biz_opaque_callback_data": "1"}),
        envelope(messages=[{"from": "6281234567890", "type": "text", "text": {"body": "halo"}}]),
    ],
)
def test_strange_but_signed_content_is_taken_and_changes_nothing(client, message, content):
    assert post(client, content) == 200
    assert delivery(message) == ("sent", "", "")


def test_an_unknown_error_code_still_fails_with_a_sentence(client, message):
    assert post(client, envelope(report(message, "failed", errors=[{"code": "x"}, 7]))) == 200
    assert delivery(message)[2] == "WhatsApp tidak dapat mengantar pesan ini tanpa menyebut sebab."


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client):
    assert post(client, b" " * (256 * 1024 + 1)) == 413


def test_the_address_is_closed_without_a_gateway_or_its_secret(client, settings):
    settings.WHATSAPP = an_account(app_secret="", verify_token="")
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS).status_code) == (404, 404)
    settings.WHATSAPP = None
    assert (client.get(ADDRESS).status_code, client.post(ADDRESS).status_code) == (404, 404)


def test_no_other_method_is_answered(client):
    assert {client.put(ADDRESS).status_code, client.delete(ADDRESS).status_code} == {405}
