"""Questions, tests and people who sit them."""

from typing import Any

from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.test import Test
from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun
from lms.assessment.models import Attempt
from lms.assessment.selectors.attempts import items_of
from lms.assessment.services.attempts import attempt_start, attempt_submit
from lms.enrolment.models.enrolment import Enrolment
from tests.factories.learning import enrolled

RIGHT = "Jawaban tepat"


def question(course: Any, text: str = "Mana yang tepat?", *, choices: Any = None, **fields: Any) -> Question:
    """Single choice of three by default; ``choices`` are (text, is right)."""
    made = Question.objects.create(course=course, text=text, **fields)
    if made.kind != Kind.TRUE_FALSE:
        listed = choices or [("Kurang tepat", False), (RIGHT, True), ("Tidak tepat", False)]
        for order, (words, is_right) in enumerate(listed):
            QuestionChoice.objects.create(question=made, text=words, is_right=is_right, sort_order=order)
    return made


def bank(course: Any, number: int = 4, **fields: Any) -> list[Question]:
    return [question(course, f"Pertanyaan {count}", **fields) for count in range(1, number + 1)]


def post_test(run: CourseRun, *, questions: int = 4, **fields: Any) -> Test:
    """The test that ``run`` asks for, with a bank of so many questions."""
    bank(run.course, questions)
    test = Test.objects.create(course=run.course, **{"title": "Tes akhir", "shuffled": False, **fields})
    run.post_test = test
    run.save()
    return test


def learner_with_test(*, questions: int = 4, run: dict[str, Any] | None = None, **fields: Any) -> Enrolment:
    """Somebody in a class that asks for a test and, unless ``run`` says so, for no lessons."""
    enrolment = enrolled(**{"requires_lessons": False, **(run or {})})
    post_test(enrolment.run, questions=questions, **fields)
    return enrolment


def answers(attempt: Attempt, *, right: int) -> dict[int, list[str]]:
    """The first ``right`` questions answered rightly, the others not."""
    given = {}
    for number, item in enumerate(items_of(attempt)):
        wanted = number < right
        given[item.pk] = [choice.key for choice in item.snapshot.choices if choice.is_right is wanted][:1]
    return given


def attempted(enrolment: Enrolment, *, right: int) -> Attempt:
    attempt = attempt_start(enrolment=enrolment)
    return attempt_submit(attempt=attempt, given=answers(attempt, right=right))
