"""Attempts counted in the database: exact under concurrency, and kept when the cache is lost.

A window begins with its first attempt. Counting commits by itself, before the attempt is judged: call it outside of
transactions that may be rolled back.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from core.people.models import AttemptCounter, ExactCacheEntry
from core.personal_data.encryption import keyed_hash

PURGED_AT_ONCE = 5000


@dataclass(frozen=True)
class Limit:
    """At most ``most`` attempts of kind ``action`` by one subject in ``window``."""

    action: str
    most: int
    window: timedelta

    def consume(self, subject: str) -> bool:
        """Count one attempt; False, and nothing is counted, when none is left."""
        key = self._key(subject)
        now = timezone.now()
        counters = AttemptCounter.objects.filter(key=key)
        if not counters.exists():
            fresh = AttemptCounter(key=key, limit=self.most, expires_at=now + self.window)
            AttemptCounter.objects.bulk_create([fresh], ignore_conflicts=True)
        counters.filter(expires_at__lte=now).update(count=0, limit=self.most, expires_at=now + self.window)
        return counters.filter(count__lt=F("limit")).update(count=F("count") + 1) == 1

    def give_back(self, subject: str) -> None:
        """Uncount one attempt that turned out to be none."""
        AttemptCounter.objects.filter(key=self._key(subject), count__gt=0).update(count=F("count") - 1)

    def _key(self, subject: str) -> str:
        return keyed_hash(subject, purpose=f"attempts {self.action}")


def counters_purge() -> int:
    """Delete counters whose window is over, and expired entries of the cache ``exact``; return how many."""
    now = timezone.now()
    counters = AttemptCounter.objects.filter(expires_at__lt=now).values_list("pk", flat=True)[:PURGED_AT_ONCE]
    entries = ExactCacheEntry.objects.filter(expires__lt=now).values_list("pk", flat=True)[:PURGED_AT_ONCE]
    return (
        AttemptCounter.objects.filter(pk__in=list(counters)).delete()[0]
        + ExactCacheEntry.objects.filter(pk__in=list(entries)).delete()[0]
    )
