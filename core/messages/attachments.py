"""Attachments of messages, created at delivery: the outbox stores none, and a resent message gets current ones."""

import logging
from collections.abc import Callable, Sequence

from core.messages.errors import ChannelError, NotTaken, Refused
from core.messages.models import Notification
from core.registry import Registry

logger = logging.getLogger(__name__)

MOST_BYTES = 10 * 1024 * 1024
"""Together, in one message; base64 makes a third more of it, and many mail servers stop at 20 to 25 MB."""

Attachment = tuple[str, str, bytes]
"""File name, content type, contents."""
Maker = Callable[[Notification], Sequence[Attachment]]

_makers: Registry[Maker] = Registry("attachments")
"""By category."""


class MissingAttachment(NotTaken):
    """An attachment could not be created; the message is not sent without it."""


def register_attachments(category: str, maker: Maker) -> None:
    """``maker`` creates the attachments of every message of ``category``; it reads the subject from the message's ``key``.

    It runs in the worker, outside of a transaction, and again for each retry. It may raise ``Refused`` with a sentence for
    staff for a permanent error, such as a deleted subject. Only e-mail has attachments.
    """
    _makers.register(category, maker)


def attachments_of(notification: Notification) -> list[Attachment]:
    """Raises MissingAttachment for a temporary error and Refused for a permanent one."""
    maker = _makers.get(notification.category)
    if maker is None:
        return []
    try:
        made = list(maker(notification))
    except ChannelError:
        raise
    except Exception as error:  # any error of an app's maker: the job retries and staff see the type
        logger.exception("Attachments of notification %s failed.", notification.pk)
        raise MissingAttachment(f"Lampiran pesan ini tidak dapat dibuat ({type(error).__name__}).") from error
    if sum(len(contents) for _, _, contents in made) > MOST_BYTES:
        raise Refused(f"Lampiran pesan ini lebih dari {MOST_BYTES // 1024 // 1024} MB. Sampaikan dengan cara lain.")
    return made
