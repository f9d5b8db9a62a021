"""Writes of the question bank; each writes one audit entry."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from core.audit.services import audit_log
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.selectors import question_pool


class QuestionInUse(ValueError):
    """The question was used in attempts; it can be archived, not deleted."""


class QuestionRequired(ValueError):
    """Without this question, ``tests`` of runs would have fewer questions than they draw."""

    def __init__(self, tests: list[Test]) -> None:
        super().__init__(", ".join(test.title for test in tests))
        self.tests = tests


@transaction.atomic
def question_save(*, question: Question, by: AbstractBaseUser) -> Question:
    """Store a question with its choices. Rewording a question that was used increments its version.

    Attempts keep their snapshot, correct answers included.
    """
    is_new = question.pk is None
    reworded = question_store(question)
    if is_new:
        audit_log.record(actor=by, action="courses.question.created", subject=question, after={"kind": question.kind})
        return question
    after = {"reworded": reworded, "version": question.version}
    audit_log.record(actor=by, action="courses.question.changed", subject=question, after=after)
    return question


def question_store(question: Question) -> bool:
    """Store without an audit entry, in the caller's transaction. Returns whether an existing question was reworded."""
    if question.pk is None:
        question.save()
        return False
    stored = Question.objects.select_for_update().get(pk=question.pk)
    reworded = stored.graded_content != question.graded_content
    question.archived_at, question.version = stored.archived_at, stored.version
    if reworded and stored.is_in_use():
        question.version += 1
    question.save()
    return reworded


@transaction.atomic
def question_archive(*, question: Question, by: AbstractBaseUser) -> Question:
    """Exclude the question from new attempts; existing ones keep it. Idempotent. Raises QuestionRequired."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.is_archived:
        return question
    _check_not_required(question)
    question.archived_at = timezone.now()
    question.save(update_fields=["archived_at"])
    _record_step(question, "courses.question.archived", by)
    return question


@transaction.atomic
def question_restore(*, question: Question, by: AbstractBaseUser) -> Question:
    """Put an archived question back into the bank."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.is_archived:
        question.archived_at = None
        question.save(update_fields=["archived_at"])
        _record_step(question, "courses.question.restored", by)
    return question


@transaction.atomic
def question_delete(*, question: Question, by: AbstractBaseUser) -> None:
    """Delete a question that no attempt used. Raises QuestionInUse or QuestionRequired."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if not question.is_archived:
        _check_not_required(question)
    audit_log.record(actor=by, action="courses.question.deleted", subject=question, before={"kind": question.kind})
    try:
        with transaction.atomic():
            question.delete()
    except ProtectedError as error:
        raise QuestionInUse from error


def _record_step(question: Question, action: str, by: AbstractBaseUser) -> None:
    audit_log.record(actor=by, action=action, subject=question, log=audit_log.EDIT, content_changed=False)


def _check_not_required(question: Question) -> None:
    """Raises QuestionRequired if a test of runs that are not cancelled would have fewer questions than it draws, or none."""
    used = Test.objects.filter(course=question.course_id, runs__cancelled_at=None, runs__isnull=False).distinct()
    short = [test for test in used if _is_too_small_without(test, question)]
    if short:
        raise QuestionRequired(short)


def _is_too_small_without(test: Test, question: Question) -> bool:
    pool = list(question_pool(test=test).values_list("pk", flat=True))
    return question.pk in pool and len(pool) - 1 < (test.number_drawn or 1)
