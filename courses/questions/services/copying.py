"""Copies the question bank and the tests of a course to another one."""

from courses.content.models.pages import CoursePage
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.test import Test

# Fields that are not copied. All others are, so that a field added later is included.
NOT_COPIED_OF_QUESTION = {"id", "course", "version", "archived_at", "edited_at"}
NOT_COPIED_OF_TEST = {"id", "course"}


def bank_copy(*, source: CoursePage, target: CoursePage) -> dict[str, int]:
    """Copy questions and tests to ``target`` in the caller's transaction; return their numbers.

    Archived questions are not copied, nor is a test whose selected questions are all archived: without a selection it
    would use the whole bank.
    """
    questions = _copy_questions(source, target)
    tests = [_copy_test(test, target, questions) for test in source.tests.prefetch_related("questions").order_by("pk")]
    return {"questions": len(questions), "tests": sum(tests)}


def _copy_questions(source: CoursePage, target: CoursePage) -> dict[int, Question]:
    """Copies by key of the original."""
    originals = list(source.questions.filter(archived_at=None).prefetch_related("choices").order_by("pk"))
    names = [field.attname for field in Question._meta.concrete_fields if field.name not in NOT_COPIED_OF_QUESTION]
    copies = [Question(course=target, **{name: getattr(one, name) for name in names}) for one in originals]
    Question.objects.bulk_create(copies)
    QuestionChoice.objects.bulk_create(
        QuestionChoice(question=copy, text=choice.text, is_right=choice.is_right, sort_order=choice.sort_order)
        for original, copy in zip(originals, copies, strict=True)
        for choice in original.choices.all()
    )
    return {original.pk: copy for original, copy in zip(originals, copies, strict=True)}


def _copy_test(test: Test, target: CoursePage, questions: dict[int, Question]) -> bool:
    chosen = test.questions.all()
    selected = [questions[question.pk] for question in chosen if question.pk in questions]
    if chosen and not selected:
        return False
    names = [field.attname for field in Test._meta.concrete_fields if field.name not in NOT_COPIED_OF_TEST]
    copy = Test.objects.create(course=target, **{name: getattr(test, name) for name in names})
    copy.questions.set(selected)
    return True
