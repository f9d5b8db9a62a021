"""Aggregated evaluation results of a run."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Avg, Count, Q

from courses.opinions.models import EvaluationAnswer, EvaluationQuestion
from courses.runs.models.run import CourseRun

# Below this, answers could be attributed to the few participants who have finished (k-anonymity).
MINIMUM_SUBMISSIONS = 5
ANSWERS_PER_PAGE = 20


@dataclass(frozen=True)
class QuestionResult:
    """``counts``: answers 1 to 4 of a scale question; ``answered`` includes free text."""

    question: EvaluationQuestion
    answered: int
    mean: Decimal | None
    counts: tuple[int, int, int, int]


def submission_count(*, run: CourseRun) -> int:
    return EvaluationAnswer.objects.filter(run=run).aggregate(count=Count("submission", distinct=True))["count"]


def question_results(*, run: CourseRun) -> list[QuestionResult]:
    """Results of each question of the run's form, in form order. One query."""
    here = Q(answers__run=run)
    questions = EvaluationQuestion.objects.filter(form=run.evaluation_form_id).annotate(
        answered=Count("answers", filter=here),
        mean=Avg("answers__score", filter=here),
        **{f"score_{n}": Count("answers", filter=here & Q(answers__score=n)) for n in (1, 2, 3, 4)},
    )
    return [
        QuestionResult(
            question=question,
            answered=question.answered,
            mean=None if question.mean is None else Decimal(question.mean).quantize(Decimal("0.01")),
            counts=(question.score_1, question.score_2, question.score_3, question.score_4),
        )
        for question in questions.order_by("sort_order")
    ]


def text_answers(*, run: CourseRun, number: str | None) -> PaginatorPage:
    """One page of free-text answers, ordered by their random keys."""
    answers = EvaluationAnswer.objects.filter(run=run).exclude(text="").select_related("question").order_by("pk")
    return Paginator(answers, ANSWERS_PER_PAGE).get_page(number)
