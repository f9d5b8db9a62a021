"""Papers that go with a message: made when it leaves, so that the outbox keeps none and a repeated one is up to date."""

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
    """A paper that belongs to the message could not be made; without it the message does not leave."""


def register_attachments(category: str, maker: Maker) -> None:
    """``maker`` makes the papers of every message of ``category``; the message's ``key`` says which it is about.

    It runs in the worker, outside of any transaction, and again for another try. It may raise ``Refused`` with a sentence
    for staff where no other try would help: what the message is about is gone. Only e-mail carries papers.
    """
    _makers.register(category, maker)


def attachments_of(notification: Notification) -> list[Attachment]:
    """Raises MissingAttachment, and Refused where another try would change nothing."""
    maker = _makers.get(notification.category)
    if maker is None:
        return []
    try:
        made = list(maker(notification))
    except ChannelError:
        raise
    except Exception as error:  # whatever fails in an app's paper: the message waits, and staff see why
        logger.exception("Attachments of notification %s failed.", notification.pk)
        raise MissingAttachment(f"Lampiran pesan ini tidak dapat dibuat ({type(error).__name__}).") from error
    if sum(len(contents) for _, _, contents in made) > MOST_BYTES:
        raise Refused(f"Lampiran pesan ini lebih dari {MOST_BYTES // 1024 // 1024} MB. Sampaikan dengan cara lain.")
    return made
