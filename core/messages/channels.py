"""Delivery channels of messages. Another gateway is one more class in ``CHANNELS``."""

import sys
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

from core.messages.attachments import attachments_of
from core.messages.models import Notification
from core.messages.unsubscribe import unsubscribe_headers
from core.messages.whatsapp import WhatsAppChannel


class Channel(Protocol):
    def send(self, notification: Notification) -> None:
        """Hand the message over. Any exception means it was not taken; channel_errors has those that say more."""


class EmailChannel:
    """Django's e-mail backend, whichever EMAIL_URL names. The key becomes the Message-ID's twin for tracing.

    Papers of the category are made here, before anything leaves: a message whose papers fail is not sent without them.
    """

    def send(self, notification: Notification) -> None:
        message = EmailMultiAlternatives(
            subject=notification.subject,
            body=notification.body_text,
            to=[notification.address],
            headers={"X-Si-Jawara-Notification": str(notification.pk), **unsubscribe_headers(notification)},
        )
        if notification.body_html:
            message.attach_alternative(notification.body_html, "text/html")
        for name, content_type, contents in attachments_of(notification):
            message.attach(name, contents, content_type)
        message.send(fail_silently=False)


class ConsoleChannel:
    """Prints the message; for a machine without any mail set up."""

    def send(self, notification: Notification) -> None:
        print(f"--- {notification.subject}\n{notification.body_text}", file=sys.stdout, flush=True)


CHANNELS: dict[str, Channel] = {
    Notification.Channel.EMAIL: EmailChannel(),
    Notification.Channel.CONSOLE: ConsoleChannel(),
    Notification.Channel.WHATSAPP: WhatsAppChannel(),
}
