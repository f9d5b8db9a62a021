"""Results of a run's test: marks by person, answers aggregated over all attempts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Avg, BooleanField, Case, Count, Exists, F, IntegerField, Max, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.runs.models.run import CourseRun
from lms.assessment.models import Attempt, AttemptQuestion
from lms.assessment.selectors.attempts import attempts_of_row, best_mark, extra_of_row
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import people_in
from lms.users.selectors import named_or_addressed

PEOPLE_PER_PAGE = 50
PASSED, FAILED, NOT_ATTEMPTED, USED_UP = "lulus", "belum", "kosong", "habis"


@dataclass(frozen=True)
class QuestionShare:
    """One version of a question: how often it was drawn, answered, and answered rightly."""

    question: Question
    is_current: bool
    asked: int
    answered: int
    right: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.asked)


def marks_of(*, run: CourseRun) -> "QuerySet[Enrolment]":
    """The participants by name, annotated with ``best``, ``attempt_count``, ``extra``, ``last_ended``, ``has_passed`` and
    ``is_used_up`` (no attempt left, not passed, none open); one query."""
    assert run.post_test is not None
    test = run.post_test
    attempts = attempts_of_row(test=test.pk)
    per_person = attempts.values("test").annotate(number=Count("pk"), last=Max("ended_at"))
    given = extra_of_row(test=test.pk).values("test").annotate(number=Count("pk"))
    passed = Q(Exists(attempts.filter(passed=True))) | Q(best__gte=test.pass_mark)
    return (
        people_in(run=run)
        .annotate(
            best=best_mark(test=test.pk),
            attempt_count=Coalesce(Subquery(per_person.values("number"), output_field=IntegerField()), 0),
            last_ended=Subquery(per_person.values("last")),
            extra=Coalesce(Subquery(given.values("number"), output_field=IntegerField()), 0),
        )
        .annotate(has_passed=Coalesce(passed, False))
        .annotate(is_used_up=_used_up(test, is_open=Exists(attempts.filter(state=Attempt.State.OPEN))))
    )


def _used_up(test: Test, *, is_open: Exists) -> Case | Value:
    if test.attempts_allowed is None:
        return Value(False)
    used = Q(has_passed=False, attempt_count__gte=F("extra") + test.attempts_allowed) & ~Q(is_open)
    return Case(When(used & ~Q(state=Enrolment.State.COMPLETED), then=True), default=False, output_field=BooleanField())


def marks_page(*, run: CourseRun, words: str, wanted: str, number: str | None) -> PaginatorPage:
    """A page of ``marks_of``, filtered by name or address (``words``) and by result (``wanted``)."""
    people = marks_of(run=run)
    if words:
        people = people.filter(named_or_addressed(words))
    narrowed = {
        PASSED: Q(has_passed=True),
        FAILED: Q(has_passed=False, attempt_count__gt=0),
        NOT_ATTEMPTED: Q(attempt_count=0),
        USED_UP: Q(is_used_up=True),
    }
    return Paginator(people.filter(narrowed.get(wanted, Q())), PEOPLE_PER_PAGE).get_page(number)


def marks_summary(*, run: CourseRun) -> dict[str, object]:
    """Numbers of participants, of those with an attempt, of those who passed, and the mean of the best marks."""
    return marks_of(run=run).aggregate(
        people=Count("pk"),
        attempted_count=Count("pk", filter=Q(attempt_count__gt=0)),
        passed_count=Count("pk", filter=Q(has_passed=True)),
        mean=Avg("best"),
    )


def question_shares(*, run: CourseRun) -> list[QuestionShare]:
    """Each question version drawn by ended attempts of the run's test, the hardest first; two queries."""
    over = AttemptQuestion.objects.filter(attempt__test=run.post_test_id, attempt__enrolment__run=run)
    rows: Any = (
        over.exclude(attempt__state=Attempt.State.OPEN)
        .order_by()
        .values("question", "version")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=~Q(given=[])), right=Count("pk", filter=Q(is_right=True)))
    )
    rows = list(rows)
    questions = Question.objects.in_bulk({row["question"] for row in rows})
    shares = [
        QuestionShare(
            question=questions[row["question"]],
            is_current=row["version"] == questions[row["question"]].version,
            asked=row["asked"],
            answered=row["answered"],
            right=row["right"],
        )
        for row in rows
    ]
    return sorted(shares, key=lambda share: (share.percent, share.question.topic, share.question.pk, not share.is_current))


def marks_rows(*, run: CourseRun) -> Iterator[list[object]]:
    """For the spreadsheet: number, name, number of attempts, best mark, passed, last end."""
    for one in marks_of(run=run).order_by(F("user__full_name"), "pk").iterator(chunk_size=500):
        row: Any = one
        passed = "ya" if row.has_passed else "belum"
        yield [row.pk, row.user.full_name, row.attempt_count, row.best, passed, row.last_ended]
