"""Mails of allauth that another subject may answer in its own way."""

from collections.abc import Iterable
from typing import Protocol

from core.registry import Registry


class MailHandler(Protocol):
    def __call__(self, *, email: str) -> bool:
        """Whether the address is answered, so that allauth's mail isn't sent."""


_answers: Registry[MailHandler] = Registry("mail answers")


def register_mail_handler(templates: Iterable[str], answer: MailHandler) -> None:
    """Ask ``answer`` before allauth's mail of these template prefixes ("account/email/unknown_account") is queued."""
    for template in templates:
        _answers.register(template, answer)


def is_handled(template: str, *, email: str) -> bool:
    answer = _answers.get(template)
    return answer is not None and answer(email=email)
