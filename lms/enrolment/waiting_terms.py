"""How long an offered seat is kept."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from courses.runs.models.run import CourseRun

OFFER_LIFE = timedelta(hours=48)
"""Two days: most people read their mail once a day, and a seat that nobody takes has to come round before the start."""

REMIND_BEFORE = timedelta(hours=24)
WORTH_REMINDING = timedelta(hours=36)
"""An offer that never lasted so long has said its deadline a moment ago; a reminder would only be noise."""


def offer_limit(run: CourseRun, now: datetime) -> datetime | None:
    """After this no seat of ``run`` is kept: the end of enrolment, the last minute before the day of the start, and the last
    one of the class.

    A run that has begun and still takes people has no limit by its start. None: there is none at all.
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
