"""Counts of queries that found nothing: added one by one, and forgotten after some months."""

import re
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.search.language.analyser import words
from core.search.models import MissedQuery


def count_missed_query(*, text: str) -> bool:
    """Add one to today's count of this query; whether it was counted.

    The update is atomic, and a row that another process adds at the same moment is found by a second update. Not more than
    SEARCH_MISSES_A_DAY different queries are kept for a day, so that nonsense can't fill the table; processes that add at
    the same moment may each pass the limit by one.
    """
    term = countable(text)
    if term is None:
        return False
    today = timezone.localdate()
    if _add_one(term, today):
        return True
    if MissedQuery.objects.filter(day=today).count() >= settings.SEARCH_MISSES_A_DAY:
        return False
    try:
        with transaction.atomic():
            MissedQuery.objects.create(term=term, day=today)
    except IntegrityError:
        return _add_one(term, today)
    return True


def _add_one(term: str, day: date) -> bool:
    return bool(MissedQuery.objects.filter(term=term, day=day).update(count=F("count") + 1))


@transaction.atomic
def forget_missed_queries(*, today: date | None = None) -> int:
    """Delete counts older than SEARCH_MISSES_KEPT_DAYS; return how many rows. Doing it twice changes nothing."""
    oldest = (today or timezone.localdate()) - timedelta(days=settings.SEARCH_MISSES_KEPT_DAYS)
    gone, _ = MissedQuery.objects.filter(day__lt=oldest).delete()
    return gone


LONGEST = 60


MOST_WORDS = 6


MOST_DIGITS = 6
"""A law's number and year have up to six ("20/2008"); telephone numbers, NIK, NPWP, NIB and dates of birth have more."""


_ADDRESS = re.compile(r"@|://|\bwww\b|[^\W\d_]\.[^\W\d_]", re.IGNORECASE)


_LICENCE_PLATE = re.compile(r"\b[a-z]{1,2}[ -]?\d{3,4}[ -]?[a-z]{1,3}\b", re.IGNORECASE)


_LONG_NUMBER = re.compile(r"\d{5,}")


def countable(text: str) -> str | None:
    """The query as it is counted: its words in small letters; None when it has none or might identify somebody."""
    if _might_identify(text):
        return None
    found = [word.text for word in words(text)]
    term = " ".join(found)
    return term if 0 < len(found) <= MOST_WORDS and len(term) <= LONGEST else None


def _might_identify(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits > MOST_DIGITS or any(pattern.search(text) for pattern in (_ADDRESS, _LICENCE_PLATE, _LONG_NUMBER))
