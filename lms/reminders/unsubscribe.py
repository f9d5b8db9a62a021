"""The unsubscribe URL in each reminder, which works without logging in.

The token is encrypted, so that a logged or observed URL reveals nothing, not even the account's
number. It has no other use, and repeating it changes nothing.
"""

from django.conf import settings
from django.urls import reverse

from core.personal_data import encryption
from lms.users.models import User

CATEGORY = "pengingat"


def unsubscribe_url(user_id: int) -> str:
    token = encryption.encrypt(f"{CATEGORY}:{user_id}").rstrip("=")
    return settings.SITE_URL.rstrip("/") + reverse("reminder_switch", args=[token])


def holder_of(token: str) -> User | None:
    """The account of the token; None when the token is invalid or the account is gone."""
    try:
        purpose, _, user_id = encryption.decrypt(token + "=" * (-len(token) % 4)).partition(":")
    except (encryption.UnreadableValue, UnicodeEncodeError):
        return None
    return User.objects.filter(pk=user_id, is_active=True).first() if purpose == CATEGORY else None
