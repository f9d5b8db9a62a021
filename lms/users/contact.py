"""The delivery channel of a user: e-mail, else WhatsApp, else none (NO_ADDRESS in the outbox)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from core.messages.models import Notification
from core.messages.services import notify
from lms.users.models import User


@dataclass(frozen=True)
class Contact:
    channel: str
    address: str


def contact_of(user: User) -> Contact:
    """E-mail first; WhatsApp only with a proved number and a configured gateway."""
    if not user.email and settings.WHATSAPP is not None and user.proven_phone:
        return Contact(Notification.Channel.WHATSAPP, user.proven_phone)
    return Contact(Notification.Channel.EMAIL, user.email or "")


def notify_user(*, user: User, **message: Any) -> Notification:
    """``core.messages.services.notify`` by the user's delivery channel."""
    contact = contact_of(user)
    return notify(channel=contact.channel, address=contact.address, **{"recipient": user, **message})
