"""Webhook for delivery reports of the WhatsApp Cloud API. A body without our app's signature is refused."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.messages.models import Notification
from core.messages.services import record_delivery_status
from core.messages.whatsapp import reason_for

MOST_BYTES = 256 * 1024
MOST_REPORTS = 1000
_CHALLENGE = re.compile(r"[\w-]{1,200}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
UNKNOWN = 131000  # Meta's own code for what has no other
_REPORTED = {"sent", "delivered", "read", "failed"}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    account = settings.WHATSAPP
    if account is None or not account["app_secret"]:
        raise Http404
    if request.method == "GET":
        return _subscribe(request, account["verify_token"])
    return _receive(request, account["app_secret"])


def _subscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Meta's verification request for a new webhook: return the challenge when ``hub.verify_token`` is ours, else 403."""
    given, challenge = request.GET.get("hub.verify_token", ""), request.GET.get("hub.challenge", "")
    known = hmac.compare_digest(given.encode(), token.encode())
    if request.GET.get("hub.mode") != "subscribe" or not known or not _CHALLENGE.fullmatch(challenge):
        return HttpResponse(status=403)
    return HttpResponse(challenge, content_type="text/plain")


def _receive(request: HttpRequest, secret: str) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    if not _is_signed(request.body, request.headers.get("X-Hub-Signature-256", ""), secret):
        return HttpResponse(status=403)
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    if not isinstance(content, dict) or content.get("object") != "whatsapp_business_account":
        return HttpResponse(status=400)
    for report, _ in zip(_reports(content), range(MOST_REPORTS), strict=False):
        _note(report)
    return HttpResponse(status=200)


def _is_signed(body: bytes, given: str, secret: str) -> bool:
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given.encode(), expected.encode())


def _reports(content: dict[str, object]) -> Iterator[dict[str, object]]:
    """``entry[].changes[].value.statuses[]``; other webhook fields are ignored."""
    for entry in _objects(content.get("entry")):
        for change in _objects(entry.get("changes")):
            value = change.get("value")
            yield from _objects(value.get("statuses") if isinstance(value, dict) else None)


def _objects(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _note(report: dict[str, object]) -> None:
    number, stage = report.get("biz_opaque_callback_data"), report.get("status")
    if not isinstance(number, str) or not _NUMBER.fullmatch(number) or not isinstance(stage, str) or stage not in _REPORTED:
        return
    codes = [error.get("code") for error in _objects(report.get("errors"))]
    code = next((code for code in codes if isinstance(code, int)), UNKNOWN)
    reason = reason_for(code) if stage == Notification.Delivery.FAILED else ""
    record_delivery_status(notification_id=int(number), status=stage, reason=reason)
