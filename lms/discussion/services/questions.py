"""Asking the teachers of a class, and their answers."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from courses.content.models.lessons import LessonPage
from lms.discussion.errors import AnswerChanged, QuestionHidden, TooManyQuestions
from lms.discussion.models import Question
from lms.discussion.services.notifications import notify_asker
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.users.models import User

MOST_AN_HOUR = 10
SAME_AGAIN = timedelta(minutes=10)
HOUR = timedelta(hours=1)


@transaction.atomic
def question_ask(*, enrolment: Enrolment, lesson: LessonPage | None, text: str, token: uuid.UUID) -> Question:
    """Create a question once: the same form (``token``), or the same text within SAME_AGAIN, returns the existing one.

    Raises EnrolmentEnded, RunCancelled or TooManyQuestions.
    """
    enrolment, text = _open_for_questions(enrolment), text.strip()
    mine = Question.objects.filter(enrolment=enrolment)
    lately = mine.filter(text=text, asked_at__gt=timezone.now() - SAME_AGAIN)
    already = mine.filter(token=token, text=text).first() or lately.first()
    if already is not None:
        return already
    if mine.filter(asked_at__gt=timezone.now() - HOUR).count() >= MOST_AN_HOUR:
        raise TooManyQuestions
    if mine.filter(token=token).exists():  # the form was resubmitted with another text: another question
        token = uuid.uuid4()
    question = Question.objects.create(enrolment=enrolment, lesson=lesson, text=text, token=token)
    about = {"run": str(enrolment.run.public_id), "lesson": lesson.pk if lesson else None}
    audit_log.record(actor=enrolment.user, action="lms.question.asked", subject=question, after=about)
    return question


def _open_for_questions(enrolment: Enrolment) -> Enrolment:
    """The enrolment, locked: one question of a person after the other, and none while they leave."""
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("user", "run").get(pk=enrolment.pk)
    if locked.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if locked.run.is_cancelled:
        raise RunCancelled
    return locked


@transaction.atomic
def question_answer(*, question: Question, by: User, answer: str, shared: bool, seen: int) -> Question:
    """Answer, correct an answer, share it with the class or unshare it. The asker is notified once of each new wording.

    ``seen`` is the version of the answer that the form was opened on. Raises QuestionHidden, or AnswerChanged when
    the answer changed concurrently.
    """
    question = _locked(question)
    answer = answer.strip()
    if question.hidden_at is not None:
        raise QuestionHidden
    if (question.answer, question.shared) == (answer, shared):
        return question
    if question.answer_version != seen:
        raise AnswerChanged
    is_new = question.answer != answer
    if is_new:
        question.answer, question.answer_version = answer, question.answer_version + 1
        question.answered_at, question.answered_by = timezone.now(), by
    question.shared = shared
    question.save(update_fields=["answer", "answer_version", "answered_at", "answered_by", "shared"])
    changes = {"version": question.answer_version, "shared": shared}
    audit_log.record(actor=by, action="lms.question.answered", subject=question, after=changes)
    if is_new:
        notify_asker(question)
    return question


@transaction.atomic
def question_hide(*, question: Question, by: User) -> bool:
    """Hide an improper question from all but its asker and staff; False when it already is hidden."""
    question = _locked(question)
    if question.hidden_at is not None:
        return False
    question.hidden_at, question.shared = timezone.now(), False
    question.save(update_fields=["hidden_at", "shared"])
    audit_log.record(actor=by, action="lms.question.hidden", subject=question)
    return True


@transaction.atomic
def question_unhide(*, question: Question, by: User) -> bool:
    """Put it back among the others, not shared; False when it isn't hidden."""
    question = _locked(question)
    if question.hidden_at is None:
        return False
    question.hidden_at = None
    question.save(update_fields=["hidden_at"])
    audit_log.record(actor=by, action="lms.question.unhidden", subject=question)
    return True


@transaction.atomic
def question_withdraw(*, question: Question, by: User) -> None:
    """The asker takes the question back, and the answer with it. The second time there is nothing left to take."""
    deleted, _ = Question.objects.filter(pk=question.pk).delete()
    if deleted:
        audit_log.record(actor=by, action="lms.question.withdrawn", subject=question)


def question_opened(*, question: Question, by: User) -> None:
    """Record in the processing log that staff opened a question with its asker's name."""
    processing_log.log(
        person=question.enrolment.user, actor=by, kind=ProcessingEntry.Kind.ACCESS, what="Pertanyaan di kelas"
    )


def questions_delete(*, enrolment: Enrolment) -> None:
    """Delete the questions of an enrolment that ends, shared ones too. Part of the caller's transaction."""
    Question.objects.filter(enrolment=enrolment).delete()


def _locked(question: Question) -> Question:
    locked = Question.objects.select_for_update(of=("self",)).select_related("enrolment__user", "enrolment__run__course")
    return locked.get(pk=question.pk)
