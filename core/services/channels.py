"""Ways a message leaves the house. Another gateway is one more class registered here from its app's ``ready``."""

import sys
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

from core.models import Notification


class Channel(Protocol):
    def send(self, notification: Notification) -> None:
        """Hand the message over. Any exception means it was not taken."""


class EmailChannel:
    """Django's e-mail backend, whichever EMAIL_URL names. The key becomes the Message-ID's twin for tracing."""

    def send(self, notification: Notification) -> None:
        message = EmailMultiAlternatives(
            subject=notification.subject,
            body=notification.body_text,
            to=[notification.address],
            headers={"X-Si-Jawara-Notification": str(notification.pk)},
        )
        if notification.body_html:
            message.attach_alternative(notification.body_html, "text/html")
        message.send(fail_silently=False)


class ConsoleChannel:
    """Prints the message; for a machine without any mail set up."""

    def send(self, notification: Notification) -> None:
        print(f"--- {notification.subject}\n{notification.body_text}", file=sys.stdout, flush=True)


CHANNELS: dict[str, Channel] = {
    Notification.Channel.EMAIL: EmailChannel(),
    Notification.Channel.CONSOLE: ConsoleChannel(),
}
