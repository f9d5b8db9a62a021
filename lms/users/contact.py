"""How a person is reached: by e-mail, else by WhatsApp, else not at all, which staff see in the outbox."""

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
    """The one place that chooses. A number counts only when it was proved and a gateway is set up."""
    if not user.email and settings.WHATSAPP is not None and user.proven_phone:
        return Contact(Notification.Channel.WHATSAPP, user.proven_phone)
    return Contact(Notification.Channel.EMAIL, user.email or "")


def notify_user(*, user: User, **message: Any) -> Notification:
    """``core.messages.services.notify`` to this person, wherever they can be reached."""
    contact = contact_of(user)
    return notify(channel=contact.channel, address=contact.address, **{"recipient": user, **message})
