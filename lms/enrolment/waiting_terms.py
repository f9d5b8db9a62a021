"""How long an offered seat is reserved."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.runs.models.run import CourseRun

OFFER_LIFE = timedelta(hours=48)
"""Long enough for people who read mail once a day, short enough to offer a declined seat again before the start."""

REMIND_BEFORE = timedelta(hours=24)
WORTH_REMINDING = timedelta(hours=36)
"""Offers shorter than this get no reminder: their notification with the deadline is recent."""


def offer_limit(run: CourseRun, now: datetime) -> datetime | None:
    """The latest end of an offer: the end of enrolment, the last minute before the day of the start, and the last
    one of the class.

    A run that has begun and is still open has no limit by its start. None: no limit.
    """
    start = _last_minute_before(run.starts_on) if run.starts_on else None
    end = _last_minute_before(run.ends_on + timedelta(days=1)) if run.ends_on else None
    limits = [moment for moment in (run.enrolment_closes, start, end) if moment is not None and moment > now]
    return min(limits, default=None)


def _last_minute_before(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)) - timedelta(minutes=1)


def offer_ends(run: CourseRun, now: datetime) -> datetime:
    limit = offer_limit(run, now)
    return now + OFFER_LIFE if limit is None else min(now + OFFER_LIFE, limit)
