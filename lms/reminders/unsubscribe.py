"""The address at the foot of each reminder: whoever holds it switches reminders off, without logging in.

The token is encrypted, so that an address in a log or over somebody's shoulder tells nothing, not even the account's
number. It can do no more than this one thing, and doing it twice changes nothing.
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
    """Whose reminders the token is about; nobody's when it wasn't made here, or the account is gone."""
    try:
        purpose, _, user_id = encryption.decrypt(token + "=" * (-len(token) % 4)).partition(":")
    except (encryption.UnreadableValue, UnicodeEncodeError):
        return None
    return User.objects.filter(pk=user_id, is_active=True).first() if purpose == CATEGORY else None
