"""Counters of attempts, and the table of the cache ``exact``: what must neither be guessed nor be lost with a cache."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class AttemptCounter(models.Model):
    """How many attempts of one kind were made in the current window. The key is an HMAC: the row names no one.

    The check constraint is the limit: the attempt after the last one can't be written, whatever comes in parallel.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True  # no page refers to it

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveSmallIntegerField(default=0)
    limit = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "core"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(count__lte=F("limit")), name="attempt_counter_within_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.count}/{self.limit}"


class ExactCacheEntry(models.Model):
    """The table of Django's DatabaseCache, made by a migration like any other. Only the cache reads and writes it."""

    wagtail_reference_index_ignore: ClassVar[bool] = True  # no page refers to it

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "core"
        db_table = "core_exact_cache"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.expires:%Y-%m-%d %H:%M}"
