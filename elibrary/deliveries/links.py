"""The address by which a publisher without an account hands in files or reads of their records: a secret in the path.

It has the shape of Django's one-time links (``core/operations/logs.py``, ``deploy/nginx.conf``), which logs omit: eight
characters that find the row, and 128 random bits of which the row has only the hash.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from elibrary.deliveries.models.link import DeliveryLink

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHAPE = re.compile(r"([0-9a-z]{8})-([0-9a-f]{32})")


class LinkClosed(LookupError):
    """No such link, or one that has ended: the response doesn't reveal which."""


@dataclass(frozen=True)
class NewSecret:
    """``token`` goes into the mail; the other two into the row."""

    selector: str
    secret: str

    @property
    def token(self) -> str:
        return f"{self.selector}-{self.secret}"

    @property
    def secret_hash(self) -> str:
        return _hash(self.secret)


def new_secret() -> NewSecret:
    return NewSecret("".join(secrets.choice(_LETTERS) for _ in range(8)), secrets.token_hex(16))


def link_of(token: str) -> DeliveryLink:
    """The open link with its order or publisher. Raises LinkClosed; the comparison takes constant time."""
    shape = _SHAPE.fullmatch(token)
    selector, secret = shape.groups() if shape else ("", "")
    found = DeliveryLink.objects.select_related("order__publisher", "publisher").filter(selector=selector).first()
    is_right = hmac.compare_digest(_hash(secret), found.secret_hash if found else _hash("-"))
    if found is None or not is_right or not found.is_open:
        raise LinkClosed
    return found


def address_of(token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("elibrary:delivery", args=[token])


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
