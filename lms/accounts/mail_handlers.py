"""Mails of allauth that another subject may answer in its own way."""

from collections.abc import Iterable
from typing import Protocol

from core.registry import Registry


class MailHandler(Protocol):
    def __call__(self, *, email: str) -> bool:
        """Send another mail to ``email`` if applicable; True suppresses allauth's mail."""


_handlers: Registry[MailHandler] = Registry("mail handlers")


def register_mail_handler(templates: Iterable[str], handler: MailHandler) -> None:
    """Call ``handler`` before allauth's mail of these template prefixes ("account/email/unknown_account") is queued."""
    for template in templates:
        _handlers.register(template, handler)


def is_handled(template: str, *, email: str) -> bool:
    handler = _handlers.get(template)
    return handler is not None and handler(email=email)
