"""Parses progress reports of offline devices, and derives the token of their owner."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime

from lms.users.models import User

MOST_EVENTS = 100
MOST_BYTES = 32 * 1024


class BatchTooLarge(Exception):
    """More than ``MOST_EVENTS`` events or ``MOST_BYTES`` bytes at once."""


class BatchUnreadable(Exception):
    """Not a report in the format of our script."""


@dataclass(frozen=True)
class Finished:
    """One completed lesson with the device's time. ``key`` is the device's identifier of the event."""

    key: uuid.UUID
    lesson_id: int
    happened_at: datetime


@dataclass(frozen=True)
class Batch:
    owner: str
    events: list[Finished]


def owner_token(user: User) -> str:
    """A pseudonymous token that separates the offline copies of different accounts on a shared device."""
    return salted_hmac("lms.offline", str(user.pk), algorithm="sha256").hexdigest()[:24]


def read_batch(body: bytes) -> Batch:
    """Raises BatchTooLarge or BatchUnreadable; an unreadable report is rejected as a whole."""
    if len(body) > MOST_BYTES:
        raise BatchTooLarge
    try:
        data = json.loads(body)
        events = data["events"]
        if len(events) > MOST_EVENTS:
            raise BatchTooLarge
        return Batch(owner=str(data["owner"]), events=[_event(one) for one in events])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise BatchUnreadable from None


def _event(data: dict[str, Any]) -> Finished:
    moment = parse_datetime(data["at"])
    if moment is None or not timezone.is_aware(moment):
        raise ValueError("no time of day with a zone")
    lesson_id = int(data["lesson"])
    if not 0 < lesson_id < 2**31:
        raise ValueError("no number of a lesson")
    return Finished(key=uuid.UUID(data["id"]), lesson_id=lesson_id, happened_at=moment)
