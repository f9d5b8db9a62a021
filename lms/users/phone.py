"""Normalisation of Indonesian telephone numbers to E.164."""

import re

from core.personal_data.encryption import keyed_hash

_SEPARATORS = re.compile(r"[\s().\-–]")
_NATIONAL = re.compile(r"[2-9][0-9]{7,11}")
_MOBILE = "+628"


class InvalidPhone(ValueError):
    """Not a valid Indonesian telephone number."""


def normalise(typed: str) -> str:
    """``0812-3456-7890``, ``62 812…`` and ``+62 (812)…`` all give ``+6281234567890``. Raises InvalidPhone."""
    digits = _SEPARATORS.sub("", typed.strip())
    for prefix in ("+62", "62", "0"):
        if digits.startswith(prefix):
            national = digits.removeprefix(prefix).removeprefix("0")
            break
    else:
        raise InvalidPhone(typed)
    if not _NATIONAL.fullmatch(national):
        raise InvalidPhone(typed)
    return f"+62{national}"


def mobile(typed: str) -> str:
    """As ``normalise``, for a number that WhatsApp can be on. Raises InvalidPhone."""
    number = normalise(typed)
    if not number.startswith(_MOBILE):
        raise InvalidPhone(typed)
    return number


def hashed(number: str) -> str:
    """The keyed hash of a normalised number, for look-ups in profile and account."""
    return keyed_hash(number, purpose="phone")
