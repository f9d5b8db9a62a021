"""One-click unsubscribe without logging in (RFC 8058)."""

from collections.abc import Callable

from core.messages.models import Notification
from core.registry import Registry

_urls: Registry[Callable[[int], str]] = Registry("unsubscribe URLs")
"""By category."""


def register_unsubscribe_url(category: str, url_of: Callable[[int], str]) -> None:
    """``url_of`` returns the URL for an account's key; a POST to it opts the account out of ``category``."""
    _urls.register(category, url_of)


def unsubscribe_headers(notification: Notification) -> dict[str, str]:
    """The List-Unsubscribe headers; none without a registered URL or without a recipient account."""
    url_of = _urls.get(notification.category)
    if url_of is None or notification.recipient_id is None:
        return {}
    return {
        "List-Unsubscribe": f"<{url_of(notification.recipient_id)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
