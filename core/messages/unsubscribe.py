"""Where a kind of message is switched off without logging in: mail programs show a button for that address (RFC 8058)."""

from collections.abc import Callable

from core.messages.models import Notification
from core.registry import Registry

_switches: Registry[Callable[[int], str]] = Registry("off switches")
"""By category."""


def register_unsubscribe_url(category: str, address_of: Callable[[int], str]) -> None:
    """``address_of`` tells the address for an account's key; a POST there switches the category off."""
    _switches.register(category, address_of)


def unsubscribe_headers(notification: Notification) -> dict[str, str]:
    """Nothing for messages that can't be switched off, or that go to no account."""
    address_of = _switches.get(notification.category)
    if address_of is None or notification.recipient_id is None:
        return {}
    return {
        "List-Unsubscribe": f"<{address_of(notification.recipient_id)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
