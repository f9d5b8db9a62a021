"""The rule of reviews, in dates alone.

A service standard is looked through at least once a year (keputusan, komponen 14: "Evaluasi standar pelayanan dilakukan
minimal 1 (satu) kali dalam satu tahun"). The day it is due is the last one in time; the next day it is overdue.
"""

import datetime as dt

from django.db import models

MONTH = dt.timedelta(days=30)
WEEK = dt.timedelta(days=7)


class Stage(models.TextChoices):
    """How near a review is. Each day has one stage, so that whoever was away for a month hears the latest alone."""

    MONTH = "month", "dalam 30 hari"
    WEEK = "week", "dalam 7 hari"
    OVERDUE = "overdue", "lewat batas"


def year_after(day: dt.date) -> dt.date:
    """The same day next year; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def stage_of(due: dt.date | None, *, today: dt.date) -> Stage | None:
    """None while the review is more than 30 days away, or nobody has set a day."""
    if due is None or due > today + MONTH:
        return None
    if due < today:
        return Stage.OVERDUE
    return Stage.WEEK if due <= today + WEEK else Stage.MONTH


def due_in_words(due: dt.date | None, *, today: dt.date) -> str:
    """ "lewat 3 hari", "hari ini", "5 hari lagi"; nothing beyond 30 days."""
    if due is None or stage_of(due, today=today) is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"lewat {-days} hari"
    return f"{days} hari lagi" if days else "hari ini"
