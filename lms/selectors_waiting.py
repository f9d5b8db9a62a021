"""Reads about the waiting list."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.models import CourseRun, over_at
from lms.models import User, WaitingEntry

SHOWN = 20


def waiting_of(*, user: User) -> list[WaitingEntry]:
    """Where a person waits or may take a seat, offers first, each with ``position``; in one query."""
    entries = _in_force().filter(user=user).select_related("run__course")
    return list(entries.order_by(F("offer_expires_at").asc(nulls_last=True), "joined_at", "pk")[:SHOWN])


def place_of(*, user: User, run: CourseRun) -> WaitingEntry | None:
    """The person's place in one queue, with ``position`` among those who still wait."""
    return _in_force().filter(user=user, run=run).first()


def queue_length(*, run: CourseRun) -> int:
    """How many wait before a newcomer."""
    return WaitingEntry.objects.filter(run=run, state=WaitingEntry.State.WAITING).count()


def queue_for_staff(user: Any) -> QuerySet[WaitingEntry]:
    """Queues a member of staff may see: those who write classes all of them, trainers those of the classes they teach."""
    entries = WaitingEntry.objects.select_related("user", "run__course")
    return entries if user.has_perm("courses.change_courserun") else entries.filter(run__instructors=user)


def _in_force() -> QuerySet[WaitingEntry]:
    """Open entries that still lead to a seat, whether the sweep has come by or not: offers that hold, runs not over."""
    now, waiting = timezone.now(), WaitingEntry.State.WAITING
    before = (
        WaitingEntry.objects.filter(run=OuterRef("run"), state=waiting, number__lte=OuterRef("number"))
        .order_by()
        .values("run")
        .annotate(count=Count("pk"))
        .values("count")
    )
    alive = Q(state=waiting) | Q(state=WaitingEntry.State.OFFERED, offer_expires_at__gt=now)
    alive &= ~over_at(now, path="run__")
    position = Coalesce(Subquery(before, output_field=IntegerField()), 0)
    return WaitingEntry.objects.filter(alive).annotate(position=position)
