"""Reads about the waiting list."""

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core.django_patches.compiled_query import CompiledQuery, Param
from courses.runs.models.run import CourseRun, over_at
from courses.runs.selectors import attach_runs
from lms.enrolment.models.waiting import WaitingEntry
from lms.users.models import User

SHOWN = 20


def waiting_of(*, user: User) -> list[WaitingEntry]:
    """A person's open queue entries, offers first, each with ``position``; in one query."""
    now = timezone.now()
    return [one for one in attach_runs(_places.fetch(user=user.pk, now=now)) if not one.run.is_over_at(now)][:SHOWN]


_places = CompiledQuery(
    lambda: (
        _alive(Param("now", DateTimeField()))
        .filter(user=Param("user"))
        .order_by(F("offer_expires_at").asc(nulls_last=True), "joined_at", "pk")
    )
)


def place_of(*, user: User, run: CourseRun) -> WaitingEntry | None:
    """The person's entry in one queue, with ``position`` among those waiting."""
    now = timezone.now()
    return _alive(now).exclude(over_at(now, path="run__")).filter(user=user, run=run).first()


def queue_length(*, run: CourseRun) -> int:
    """Number of waiting entries."""
    return WaitingEntry.objects.filter(run=run, state=WaitingEntry.State.WAITING).count()


def queue_for_staff(user: Any) -> QuerySet[WaitingEntry]:
    """Entries that staff may see: all for authors of runs, those of the runs they teach for trainers."""
    entries = WaitingEntry.objects.select_related("user", "run__course")
    return entries if user.has_perm("courses.change_courserun") else entries.filter(run__instructors=user)


def _alive(now: datetime | Param) -> QuerySet[WaitingEntry]:
    """Open entries with no expired offer, whether the sweep has run or not. They lead to a seat
    unless their run is over."""
    waiting = WaitingEntry.State.WAITING
    before = WaitingEntry.objects.filter(run=OuterRef("run"), state=waiting, number__lte=OuterRef("number"))
    alive = Q(state=waiting) | Q(state=WaitingEntry.State.OFFERED, offer_expires_at__gt=now)
    return WaitingEntry.objects.filter(alive).annotate(position=number_of(before))


def number_of(rows: QuerySet[Any]) -> Subquery:
    """Subquery with the number of ``rows``: COUNT without the GROUP BY of a plain ``annotate``, so that none gives 0."""
    counted = rows.order_by().annotate(how_many=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("how_many"))
