"""When participants are reminded of a class; rules on dates alone.

Three days before the first day and on its eve; on the eve of each meeting; seven days before the last day and on its
eve, while the class isn't finished; once a class when nothing has happened in it for 14 days (no
lesson done, no test begun). A reminder that has missed
its day is still sent on the next and never later. People who enrolled on the day of a reminder, or after it, don't get
it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

GRACE = dt.timedelta(days=1)


class Kind(models.TextChoices):
    START_SOON = "start_soon", "kelas segera mulai"
    START_EVE = "start_eve", "kelas mulai besok"
    MEETING_EVE = "meeting_eve", "pertemuan besok"
    END_SOON = "end_soon", "kelas segera berakhir"
    END_EVE = "end_eve", "kelas berakhir besok"
    STALLED = "stalled", "lama tidak dilanjutkan"


# How long before its day a reminder is due.
BEFORE = {
    Kind.START_SOON: dt.timedelta(days=3),
    Kind.START_EVE: dt.timedelta(days=1),
    Kind.MEETING_EVE: dt.timedelta(days=1),
    Kind.END_SOON: dt.timedelta(days=7),
    Kind.END_EVE: dt.timedelta(days=1),
    Kind.STALLED: dt.timedelta(days=-14),
}


@dataclass(frozen=True)
class ClassFacts:
    """One person in one class. ``meeting_days`` have a meeting that hasn't begun; ``last_active_on`` is never empty."""

    enrolled_on: dt.date
    last_active_on: dt.date
    is_self_paced: bool
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    meeting_days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True)
class Occasion:
    """``day`` is the day that the reminder is about; for STALLED, the day of the last activity."""

    kind: Kind
    day: dt.date


def due_days(*kinds: Kind, today: dt.date) -> list[dt.date]:
    """The days about which a reminder of these kinds is due today, the late ones included."""
    return [today + BEFORE[kind] - late for kind in kinds for late in (dt.timedelta(0), GRACE)]


def occasions(facts: ClassFacts, *, today: dt.date) -> list[Occasion]:
    """What this person is to be reminded of today."""
    return [one for one in _possible(facts, today) if _is_due(one, facts, today)]


def _is_due(occasion: Occasion, facts: ClassFacts, today: dt.date) -> bool:
    due = occasion.day - BEFORE[occasion.kind]
    return facts.enrolled_on < due <= today <= due + GRACE


def _possible(facts: ClassFacts, today: dt.date) -> Iterator[Occasion]:
    starts = facts.starts_on if not facts.is_self_paced else None
    if starts is not None:
        yield Occasion(Kind.START_SOON, starts)
        yield Occasion(Kind.START_EVE, starts)
    for day in sorted(facts.meeting_days - {starts}):  # a meeting on the first day is part of that day's reminder
        yield Occasion(Kind.MEETING_EVE, day)
    if facts.ends_on is not None and (facts.starts_on is None or facts.starts_on <= today):
        yield Occasion(Kind.END_SOON, facts.ends_on)
        yield Occasion(Kind.END_EVE, facts.ends_on)
    if facts.is_self_paced and (facts.ends_on is None or today <= facts.ends_on):
        yield Occasion(Kind.STALLED, max(facts.last_active_on, facts.starts_on or facts.last_active_on))
