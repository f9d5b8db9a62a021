"""Delivery channel of the WhatsApp Cloud API: one HTTP request a message, always an approved template, as Meta requires of
messages that a business starts.

``POST https://graph.facebook.com/<version>/<phone-number-id>/messages`` with a bearer token. Codes go by an authentication
template (the code twice: in the text and on the button that copies it), everything else by a utility template with one
parameter. Meta returns ``biz_opaque_callback_data`` in each delivery report: ours is the key of the outbox row. Its message
id is not stored, because it contains the telephone number in base64.
"""

import http.client
import json
import ssl
from dataclasses import dataclass

from django.conf import settings

from core.messages.errors import HandoverUnclear, NotTaken, Refused
from core.messages.models import Notification
from core.messages.whatsapp_account import WhatsAppAccount

MOST_TEXT = 900  # a template's body holds 1,024 characters with its fixed words
MAX_RESPONSE_BYTES = 64 * 1024

BUSY = "Server WhatsApp sedang sibuk atau terganggu."
# Temporary errors whatever the HTTP status: rate limits and unavailable services.
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
class ApiResponse:
    status: int
    body: bytes


class WhatsAppChannel:
    """Raises NotTaken for a temporary error, Refused for a permanent one, HandoverUnclear when the result is unknown."""

    def send(self, notification: Notification) -> None:
        account = settings.WHATSAPP
        if account is None:
            raise Refused("WhatsApp tidak diatur di mesin ini (WHATSAPP_URL).")
        if not notification.sealed_address:
            raise Refused("Nomor penerima sudah dihapus.")
        _raise_for_response(_post(account, _payload(account, notification, notification.sealed_address)))


def reason_for(code: int) -> str:
    """The Indonesian sentence for staff on an error code of the API."""
    return REASONS.get(code, f"WhatsApp menolak pesan ini (kode {code}).")


def _payload(account: WhatsAppAccount, notification: Notification, number: str) -> dict[str, object]:
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


def _post(account: WhatsAppAccount, payload: dict[str, object]) -> ApiResponse:
    connection = _connection(account)
    try:
        try:
            connection.connect()
        except OSError as error:
            raise NotTaken("Server WhatsApp tidak terjangkau.") from error
        return _exchange(connection, account, json.dumps(payload).encode())
    finally:
        connection.close()


def _connection(account: WhatsAppAccount) -> http.client.HTTPConnection:
    if account["tls"]:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(account["host"], account["port"], timeout=account["timeout"], context=context)
    return http.client.HTTPConnection(account["host"], account["port"], timeout=account["timeout"])


def _exchange(connection: http.client.HTTPConnection, account: WhatsAppAccount, body: bytes) -> ApiResponse:
    """Raises HandoverUnclear for an error after the request was begun: Meta may have accepted the message."""
    headers = {"Authorization": f"Bearer {account['token']}", "Content-Type": "application/json"}
    try:
        connection.request("POST", f"/{account['version']}/{account['number_id']}/messages", body, headers)
        response = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise HandoverUnclear("Sambungan ke WhatsApp putus sesudah pesan diserahkan.") from error
    try:
        return ApiResponse(response.status, response.read(MAX_RESPONSE_BYTES))
    except (OSError, http.client.HTTPException):  # the status is enough
        return ApiResponse(response.status, b"")


def _raise_for_response(response: ApiResponse) -> None:
    if 200 <= response.status < 300:
        return
    code = _error_code(response.body)
    if response.status == 429 or response.status >= 500 or code in PASSING:
        raise NotTaken(BUSY)
    if code is None and response.status == 401:
        code = TOKEN_REFUSED
    raise Refused(f"WhatsApp menolak pesan ini (HTTP {response.status})." if code is None else reason_for(code))


def _error_code(body: bytes) -> int | None:
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, int) else None
