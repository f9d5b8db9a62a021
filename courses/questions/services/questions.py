"""Writing the question bank: each change once in the audit trail."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from core.audit.services import audit_log
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.selectors import pool_of


class QuestionAsked(ValueError):
    """Participants were asked this; it is archived instead of deleted."""


class QuestionNeeded(ValueError):
    """Without this question a test that a class uses would have fewer than it draws. ``tests`` says which."""

    def __init__(self, tests: list[Test]) -> None:
        super().__init__(", ".join(test.title for test in tests))
        self.tests = tests


@transaction.atomic
def question_save(*, question: Question, by: AbstractBaseUser) -> Question:
    """Store a question with its choices (a cluster in memory). A new wording of one that was asked is a new version.

    Attempts keep the copy that they were given, right answers included.
    """
    is_new = question.pk is None
    reworded = question_keep(question)
    if is_new:
        audit_log.record(actor=by, action="courses.question.created", subject=question, after={"kind": question.kind})
        return question
    after = {"reworded": reworded, "version": question.version}
    audit_log.record(actor=by, action="courses.question.changed", subject=question, after=after)
    return question


def question_keep(question: Question) -> bool:
    """The same in the caller's transaction, without a row of the trail; whether the wording is another one now."""
    if question.pk is None:
        question.save()
        return False
    stored = Question.objects.select_for_update().get(pk=question.pk)
    reworded = stored.substance != question.substance
    question.archived_at, question.version = stored.archived_at, stored.version
    if reworded and stored.is_in_use():
        question.version += 1
    question.save()
    return reworded


@transaction.atomic
def question_archive(*, question: Question, by: AbstractBaseUser) -> Question:
    """Ask it no more; what was asked stays. Archived already: unchanged. Raises QuestionNeeded."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.is_archived:
        return question
    _check_not_needed(question)
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
    """Remove a question that nobody was asked. Raises QuestionAsked or QuestionNeeded."""
    question = Question.objects.select_for_update().get(pk=question.pk)
    if not question.is_archived:
        _check_not_needed(question)
    audit_log.record(actor=by, action="courses.question.deleted", subject=question, before={"kind": question.kind})
    try:
        with transaction.atomic():
            question.delete()
    except ProtectedError as error:
        raise QuestionAsked from error


def _record_step(question: Question, action: str, by: AbstractBaseUser) -> None:
    audit_log.record(actor=by, action=action, subject=question, log=audit_log.EDIT, content_changed=False)


def _check_not_needed(question: Question) -> None:
    """A test that classes under way ask for keeps as many questions as it draws, and at least one."""
    used = Test.objects.filter(course=question.course_id, runs__cancelled_at=None, runs__isnull=False).distinct()
    short = [test for test in used if _is_short_without(test, question)]
    if short:
        raise QuestionNeeded(short)


def _is_short_without(test: Test, question: Question) -> bool:
    pool = list(pool_of(test=test).values_list("pk", flat=True))
    return question.pk in pool and len(pool) - 1 < (test.number_drawn or 1)
