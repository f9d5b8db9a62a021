"""Stores evaluation answers anonymously."""

import uuid
from collections.abc import Mapping

from django.utils import timezone

from courses.opinions.models import EvaluationAnswer, EvaluationQuestion
from courses.runs.models.run import CourseRun

Answers = Mapping[EvaluationQuestion, int | str | None]


def answers_store(*, run: CourseRun, answers: Answers) -> uuid.UUID:
    """Store one submission and return its UUID; empty answers store no row.

    Rows are inserted in random order with the date only. Runs in the caller's transaction; the caller's audit row records
    that an evaluation was submitted, not its answers.
    """
    submission = uuid.uuid4()
    today = timezone.localdate()
    rows = [
        EvaluationAnswer(
            run=run,
            question=question,
            submission=submission,
            submitted_on=today,
            score=value if isinstance(value, int) else None,
            text=value if isinstance(value, str) else "",
        )
        for question, value in answers.items()
        if value not in (None, "")
    ]
    EvaluationAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.id))
    return submission
