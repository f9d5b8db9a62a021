"""A signed cookie that recognises a device from which an account has been used.

It holds a random number and keyed hashes of the identifiers used with it: no personal data, and no right but a counter of
wrong passwords of its own.
"""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpRequest, HttpResponse

from core.personal_data.encryption import keyed_hash
from lms.users.models import User

COOKIE = "perangkat"
MAX_AGE = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
MOST_IDENTIFIERS = 10
_SALT = "lms.known_device"
_PENDING = "_known_device_user"


def known_device(request: HttpRequest, *, identifier: str) -> str:
    """The random number of this device when ``identifier`` has been used on it, else ""."""
    number, known = _read(request)
    return number if _hash(identifier) in known else ""


class KnownDeviceMiddleware:
    """Writes the cookie with the response to a log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, _PENDING, None)
        if user is not None:
            _write(request, response, user)
        return response


def _remember(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is not None:
        setattr(request, _PENDING, user)


def connect() -> None:
    user_logged_in.connect(_remember, dispatch_uid="lms.known_device")


def _write(request: HttpRequest, response: HttpResponse, user: User) -> None:
    number, known = _read(request)
    used = [_hash(identifier) for identifier in (user.email, user.proven_phone) if identifier]
    known = [*used, *(one for one in known if one not in used)][:MOST_IDENTIFIERS]
    response.set_cookie(
        COOKIE,
        signing.dumps([number or secrets.token_urlsafe(16), known], salt=_SALT),
        max_age=MAX_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=MAX_AGE)
        return str(number), [str(one) for one in known]
    except (signing.BadSignature, ValueError, TypeError):
        return "", []


def _hash(identifier: str) -> str:
    return keyed_hash(identifier, purpose="known device")[:32]
