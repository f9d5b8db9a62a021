"""Delivery channels. A new gateway is a class with ``send`` in ``CHANNELS``."""

import sys
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

from core.messages.attachments import attachments_of
from core.messages.models import Notification
from core.messages.unsubscribe import unsubscribe_headers
from core.messages.whatsapp import WhatsAppChannel


class Channel(Protocol):
    def send(self, notification: Notification) -> None:
        """Submit the message. An exception means that it was not accepted; see ``core.messages.errors``."""


class EmailChannel:
    """Django's e-mail backend, as EMAIL_URL configures it. A header holds the key of the outbox row for tracing.

    Attachments of the category are created first; a message whose attachments fail is not sent.
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
    """Prints the message; for a machine without e-mail."""

    def send(self, notification: Notification) -> None:
        print(f"--- {notification.subject}\n{notification.body_text}", file=sys.stdout, flush=True)


CHANNELS: dict[str, Channel] = {
    Notification.Channel.EMAIL: EmailChannel(),
    Notification.Channel.CONSOLE: ConsoleChannel(),
    Notification.Channel.WHATSAPP: WhatsAppChannel(),
}
