"""Stores what participants said, in a way that can't be led back to them."""

import uuid
from collections.abc import Mapping

from django.utils import timezone

from courses.opinions.models import EvaluationAnswer, EvaluationQuestion
from courses.runs.models.run import CourseRun

Answers = Mapping[EvaluationQuestion, int | str | None]


def answers_store(*, run: CourseRun, answers: Answers) -> uuid.UUID:
    """Store one submission and return its group; questions left empty leave no row.

    The rows are written in random order and know the day only. They are part of the caller's transaction; the caller's
    audit row says that somebody evaluated, not what.
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
