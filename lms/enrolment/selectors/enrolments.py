from collections.abc import Sequence

from django.db.models import Case, IntegerField, QuerySet, Value, When

from core.django_patches.compiled_query import Param
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.users.models import User

IN_CLASS = (Enrolment.State.ENROLLED, Enrolment.State.COMPLETED)


def enrolment_in(*, user: User, run: CourseRun) -> Enrolment | None:
    """The person's enrolment in a run; None without one."""
    enrolments = Enrolment.objects.select_related("run__course").filter(state__in=IN_CLASS)
    return enrolments.filter(user=user, run=run).first()


def people_in(*, run: CourseRun) -> "QuerySet[Enrolment]":
    """The participants of a run, by name."""
    return Enrolment.objects.filter(run=run, state__in=IN_CLASS).select_related("user").order_by("user__full_name", "pk")


def classes_of(*, user: int | Param) -> QuerySet[Enrolment]:
    """A person's enrolments: those under way first, the newest on top. Their runs come from ``with_runs``."""
    under_way_first = Case(
        When(state=Enrolment.State.ENROLLED, run__cancelled_at=None, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    enrolments = Enrolment.objects.filter(user=user).exclude(state=Enrolment.State.CANCELLED)
    return enrolments.order_by(under_way_first, "-enrolled_at", "-pk")


def seats_left(*, run: CourseRun) -> int | None:
    """Free seats now; None when there is no quota."""
    return None if run.quota is None else seats_left_of([run])[run.pk]


def seats_left_of(runs: Sequence[CourseRun]) -> dict[int, int]:
    """Free seats in each of the runs that have a quota, in one query."""
    taken = dict(RunSeats.objects.filter(run__in=runs).values_list("run_id", "taken"))
    return {run.pk: max(run.quota - taken.get(run.pk, 0), 0) for run in runs if run.quota is not None}


def seats_taken_of(run: CourseRun) -> int:
    """Seats of enrolments, and those held for people of the waiting list."""
    return RunSeats.objects.filter(run=run).values_list("taken", flat=True).first() or 0
