"""WhatsApp Cloud API: one HTTP call a message, always an approved template, as Meta wants for what a business begins.

``POST https://graph.facebook.com/<version>/<phone-number-id>/messages`` with a bearer token. Codes go by an authentication
template (the code twice: in the text and on the button that copies it), everything else by a utility template with one
parameter. Meta repeats ``biz_opaque_callback_data`` in each report of delivery: ours is the number of the outbox row. Its
own message id is not kept, because it holds the telephone number in base64.
"""

import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from core.messages.errors import HandoverUnclear, NotTaken, Refused
from core.messages.models import Notification

MOST_TEXT = 900  # a template's body holds 1,024 characters with its fixed words
MOST_ANSWER = 64 * 1024

BUSY = "Server WhatsApp sedang sibuk atau terganggu."
# Codes that end by themselves, whatever the HTTP status says: limits of calls, and services that are down.
PASSING = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004})
TOKEN_REFUSED = 0
REASONS = {
    TOKEN_REFUSED: "Token WhatsApp ditolak. Perbarui WHATSAPP_URL.",
    10: "Token WhatsApp tidak berhak mengirim pesan. Periksa WHATSAPP_URL.",
    100: "Permintaan tidak dikenali WhatsApp. Periksa nomor pengirim dan templat.",
    190: "Token WhatsApp sudah tidak berlaku. Perbarui WHATSAPP_URL.",
    368: "Akun WhatsApp dinas dibatasi Meta karena pelanggaran kebijakan.",
    130472: "Meta tidak mengantar pesan ini ke nomor tersebut (percobaan Meta).",
    130497: "Akun WhatsApp dinas tidak boleh mengirim ke negara nomor ini.",
    131000: "WhatsApp tidak dapat mengantar pesan ini tanpa menyebut sebab.",
    131021: "Nomor penerima sama dengan nomor pengirim.",
    131026: "Nomor ini tidak dapat menerima pesan WhatsApp.",
    131030: "Nomor ini belum ada di daftar penerima percobaan.",
    131031: "Akun WhatsApp dinas dikunci Meta.",
    131042: "Pembayaran akun WhatsApp dinas bermasalah.",
    131047: "WhatsApp menolak: pesan harus memakai templat.",
    131048: "Nomor dinas dibatasi karena banyak pesannya ditandai spam.",
    131049: "Meta menahan pesan ini untuk menjaga mutu.",
    132000: "Jumlah isian templat WhatsApp tidak cocok.",
    132001: "Templat WhatsApp belum ada atau belum disetujui dalam bahasa ini.",
    132005: "Isi templat WhatsApp terlalu panjang.",
    132007: "Templat WhatsApp ditolak karena kebijakan.",
    132012: "Bentuk isian templat WhatsApp tidak cocok.",
    132015: "Templat WhatsApp dijeda Meta karena mutu.",
    132016: "Templat WhatsApp dinonaktifkan Meta.",
    133010: "Nomor pengirim belum terdaftar di WhatsApp Cloud API.",
}


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class WhatsAppChannel:
    """Raises NotTaken for another try, Refused when none would help, HandoverUnclear when nobody can know."""

    def send(self, notification: Notification) -> None:
        account = settings.WHATSAPP
        if account is None:
            raise Refused("WhatsApp tidak diatur di mesin ini (WHATSAPP_URL).")
        if not notification.sealed_address:
            raise Refused("Nomor penerima sudah dihapus.")
        _judge(_post(account, _payload(account, notification, notification.sealed_address)))


def reason_for(code: int) -> str:
    """What staff read about an error code of Meta's."""
    return REASONS.get(code, f"WhatsApp menolak pesan ini (kode {code}).")


def _payload(account: dict[str, Any], notification: Notification, number: str) -> dict[str, Any]:
    if notification.template == Notification.Template.CODE:
        name, words = account["code_template"], notification.body_text
        button = {"type": "button", "sub_type": "url", "index": "0", "parameters": [_text(words)]}
        components = [{"type": "body", "parameters": [_text(words)]}, button]
    else:
        name = account["notice_template"]
        components = [{"type": "body", "parameters": [_text(_one_line(notification))]}]
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": number,
        "type": "template",
        "template": {"name": name, "language": {"code": account["lang"]}, "components": components},
        "biz_opaque_callback_data": str(notification.pk),
    }


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}


def _one_line(notification: Notification) -> str:
    """Subject and text without the line breaks and runs of spaces that a parameter may not hold."""
    words = " ".join(f"{notification.subject.rstrip('.')}. {notification.body_text}".split())
    return words if len(words) <= MOST_TEXT else f"{words[:MOST_TEXT].rsplit(' ', 1)[0]} …"


def _post(account: dict[str, Any], payload: dict[str, Any]) -> Answer:
    connection = _connection(account)
    try:
        try:
            connection.connect()
        except OSError as error:
            raise NotTaken("Server WhatsApp tidak terjangkau.") from error
        return _exchange(connection, account, json.dumps(payload).encode())
    finally:
        connection.close()


def _connection(account: dict[str, Any]) -> http.client.HTTPConnection:
    if account["tls"]:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(account["host"], account["port"], timeout=account["timeout"], context=context)
    return http.client.HTTPConnection(account["host"], account["port"], timeout=account["timeout"])


def _exchange(connection: http.client.HTTPConnection, account: dict[str, Any], body: bytes) -> Answer:
    """From the first byte on, silence or a cut may come after Meta has taken the message."""
    headers = {"Authorization": f"Bearer {account['token']}", "Content-Type": "application/json"}
    try:
        connection.request("POST", f"/{account['version']}/{account['number_id']}/messages", body, headers)
        response = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise HandoverUnclear("Sambungan ke WhatsApp putus sesudah pesan diserahkan.") from error
    try:
        return Answer(response.status, response.read(MOST_ANSWER))
    except (OSError, http.client.HTTPException):  # the status already says what became of it
        return Answer(response.status, b"")


def _judge(answer: Answer) -> None:
    if 200 <= answer.status < 300:
        return
    code = _error_code(answer.body)
    if answer.status == 429 or answer.status >= 500 or code in PASSING:
        raise NotTaken(BUSY)
    if code is None and answer.status == 401:
        code = TOKEN_REFUSED
    raise Refused(f"WhatsApp menolak pesan ini (HTTP {answer.status})." if code is None else reason_for(code))


def _error_code(body: bytes) -> int | None:
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, int) else None
