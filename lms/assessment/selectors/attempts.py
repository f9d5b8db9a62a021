"""Reads of attempts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core.django_patches.compiled_query import BoundQuery, CompiledQuery, Param
from courses.questions.selectors import tests_by_pk
from lms.assessment.completion import TestStanding
from lms.assessment.models import Attempt, AttemptQuestion, ExtraAttempt
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.waiting import number_of
from lms.learning.completion import Criterion, Step


def standings_of(*, enrolments: Sequence[Enrolment]) -> dict[int, TestStanding]:
    """By enrolment, for those whose run requires a test: one query, one more for uncached tests, none without a test.

    Attempts belong to person and run: re-enrolling gives no new ones.
    """
    asking = {one.pk: one for one in enrolments if one.run.post_test_id is not None}
    if not asking:
        return {}
    if len(asking) == 1:
        (one,) = asking.values()
        return {one.pk: standing_from(enrolment=one, attempts=_query(one).fetch())}
    tests = tests_by_pk(one.run.post_test_id for one in asking.values())
    grouped: dict[tuple[int, int, int], list[Any]] = {}
    for attempt in _attempts_of(list(asking.values())):
        grouped.setdefault((attempt.user_id, attempt.run_id, attempt.test_id), []).append(attempt)
    found = {}
    for pk, one in asking.items():
        attempts = grouped.get((one.user_id, one.run_id, one.run.post_test_id), [])
        extra = attempts[0].extra if attempts else 0  # only people with attempts have extra ones
        found[pk] = TestStanding(tests[one.run.post_test_id], attempts, extra)
    return found


TEST = Criterion(Step.TEST, _("lulus tes akhir"), standings_of)


def attempts_query(*, enrolment: Enrolment) -> BoundQuery[Attempt] | None:
    """None where the run requires no test."""
    return _query(enrolment) if enrolment.run.post_test_id is not None else None


def standing_from(*, enrolment: Enrolment, attempts: list[Any]) -> TestStanding:
    """From what ``attempts_query`` found."""
    key = enrolment.run.post_test_id
    return TestStanding(tests_by_pk([key])[key], attempts, attempts[0].extra if attempts else 0)


def _query(enrolment: Enrolment) -> BoundQuery[Attempt]:
    return _attempts_of_one.bind(user=enrolment.user_id, run=enrolment.run_id, test=enrolment.run.post_test_id)


def _attempts_of(enrolments: list[Enrolment]) -> list[Any]:
    """The oldest first, each with ``user_id``, ``run_id`` and the number of ``extra`` attempts for its test."""
    return list(
        _attempts(
            enrolment__user__in={one.user_id for one in enrolments},
            enrolment__run__in={one.run_id for one in enrolments},
            test__in={one.run.post_test_id for one in enrolments},
        )
    )


def _attempts(**narrowed: Any) -> QuerySet[Any]:
    whose = Attempt.objects.filter(**narrowed).annotate(user_id=F("enrolment__user"), run_id=F("enrolment__run"))
    return whose.annotate(extra=_extra_of_attempt()).order_by("started_at", "pk")


_attempts_of_one = CompiledQuery(
    lambda: _attempts(enrolment__user=Param("user"), enrolment__run=Param("run"), test=Param("test"))
)


def _extra_of_attempt() -> Subquery:
    """Subquery of an attempt: the number of extra attempts of its person, run and test."""
    rows = ExtraAttempt.objects.filter(
        test=OuterRef("test"), enrolment__user=OuterRef("enrolment__user"), enrolment__run=OuterRef("enrolment__run")
    )
    return number_of(rows)


def standing_of(*, enrolment: Enrolment) -> TestStanding | None:
    return standings_of(enrolments=[enrolment]).get(enrolment.pk)


def attempts_of_row(*, test: int) -> QuerySet[Attempt]:
    """Subquery of an enrolment: the attempts of its person in its run, ended or not."""
    return Attempt.objects.filter(test=test, enrolment__user=OuterRef("user"), enrolment__run=OuterRef("run")).order_by()


def extra_of_row(*, test: int) -> QuerySet[ExtraAttempt]:
    """Subquery of an enrolment: the extra attempts of its person in its run."""
    rows = ExtraAttempt.objects.filter(test=test, enrolment__user=OuterRef("user"), enrolment__run=OuterRef("run"))
    return rows.order_by()


def best_mark(*, test: int) -> Subquery:
    return Subquery(attempts_of_row(test=test).values("test").annotate(best=Max("mark")).values("best"))


@dataclass
class TopicScore:
    topic: str
    asked: int = 0
    right: int = 0


def topics_of(items: Iterable[AttemptQuestion]) -> list[TopicScore]:
    """Right answers of an ended attempt by topic, the weakest first; questions without a topic are left out."""
    scores: dict[str, TopicScore] = {}
    for item in items:
        if item.snapshot.topic:
            score = scores.setdefault(item.snapshot.topic, TopicScore(item.snapshot.topic))
            score.asked += 1
            score.right += bool(item.is_right)
    return sorted(scores.values(), key=lambda score: (score.right / score.asked, score.topic))


def items_of(attempt: Attempt) -> list[AttemptQuestion]:
    return list(attempt.items.order_by("position"))
