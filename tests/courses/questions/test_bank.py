"""Writes of questions and tests: stored values, errors, audit entries."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.audit.models import AuditEntry
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.test import Test
from courses.questions.selectors import question_pool, question_snapshots
from courses.questions.services.questions import (
    QuestionInUse,
    QuestionRequired,
    question_archive,
    question_delete,
    question_restore,
    question_save,
)
from courses.questions.services.tests import TestInUse, post_test_delete, post_test_save
from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun
from courses.runs.services.runs import run_copy
from tests.factories.courses import CourseRunFactory, course
from tests.factories.lms import UserFactory
from tests.factories.post_test import attempted, bank, learner_with_test, post_test, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory()


def actions():
    return list(AuditEntry.objects.filter(action__startswith="courses.").order_by("pk").values_list("action", flat=True))


def test_a_question_is_stored_with_its_choices_and_one_row_of_the_trail(staff):
    new = Question(course=course(), text="Apa?", choices=[QuestionChoice(text="Ya", is_right=True)])
    question_save(question=new, by=staff)
    assert list(Question.objects.get().choices.values_list("text", "is_right")) == [("Ya", True)]
    assert actions() == ["courses.question.created"]


def test_the_database_refuses_a_statement_without_an_answer_and_a_question_without_words():
    page = course()
    for fields in ({"kind": "true_false", "text": "A"}, {"text": "A", "statement_is_true": True}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.create(course=page, **fields)


def test_only_rewording_a_used_question_makes_a_new_version(staff):
    enrolment = learner_with_test(questions=1)
    asked = Question.objects.get()
    asked.text = "Sebelum ditanyakan"
    assert question_save(question=asked, by=staff).version == 1
    attempted(enrolment, right=1)
    asked.explanation = "Karena begitu."
    assert question_save(question=asked, by=staff).version == 1
    asked.text = "Sesudah ditanyakan"
    assert question_save(question=asked, by=staff).version == 2
    copy = enrolment.attempts.get().items.get()
    assert (copy.version, copy.snapshot.text) == (1, "Sebelum ditanyakan")


def test_a_question_that_was_asked_is_archived_instead_of_deleted(staff):
    attempted(learner_with_test(questions=2), right=1)
    first, second = Question.objects.order_by("pk")
    CourseRun.objects.update(post_test=None)
    with pytest.raises(QuestionInUse):
        question_delete(question=first, by=staff)
    assert question_archive(question=first, by=staff).is_archived
    question_archive(question=first, by=staff)
    test = Test.objects.get()
    assert list(question_pool(test=test)) == [second]
    question_restore(question=first, by=staff)
    assert list(question_pool(test=test)) == [first, second]
    assert actions() == ["courses.question.archived", "courses.question.restored"]


def test_a_test_in_use_keeps_as_many_questions_as_it_draws(staff):
    run = CourseRunFactory()
    test = post_test(run, questions=3, number_drawn=2)
    first, second, _ = Question.objects.order_by("pk")
    question_delete(question=first, by=staff)
    for act in (question_delete, question_archive):
        with pytest.raises(QuestionRequired) as caught:
            act(question=second, by=staff)
        assert caught.value.tests == [test]
    run.post_test = None
    run.save()
    question_delete(question=second, by=staff)
    assert Question.objects.count() == 1


def test_chosen_questions_narrow_down_the_bank(staff):
    run = CourseRunFactory()
    test = post_test(run, questions=3)
    other = question(course("Lain"), "Dari pelatihan lain")
    first = Question.objects.filter(course=run.course).first()
    assert other not in question_pool(test=test)
    post_test_save(test=test, questions=[first], by=staff)
    assert list(question_pool(test=test)) == [first]
    post_test_save(test=test, questions=[], by=staff)
    assert question_pool(test=test).count() == 3


def test_a_test_is_stored_with_what_changed_in_the_trail(staff):
    test = post_test_save(test=Test(course=course(), title="Akhir", pass_mark=60), questions=[], by=staff)
    test.pass_mark, test.instructions = 80, "Tenang saja."
    post_test_save(test=test, questions=[], by=staff)
    created, changed = AuditEntry.objects.filter(action__startswith="courses.test").order_by("pk")
    assert created.after["pass_mark"] == 60
    assert changed.after == {"pass_mark": 80, "chosen": 0}


def test_a_test_that_a_class_asks_for_or_that_was_sat_stays(staff):
    enrolment = learner_with_test()
    test = enrolment.run.post_test
    with pytest.raises(TestInUse):
        post_test_delete(test=test, by=staff)
    attempted(enrolment, right=4)
    CourseRun.objects.update(post_test=None)
    with pytest.raises(TestInUse):
        post_test_delete(test=test, by=staff)
    unused = Test.objects.create(course=test.course, title="Cadangan")
    post_test_delete(test=unused, by=staff)
    assert list(Test.objects.all()) == [test]


@pytest.mark.parametrize(
    "fields", [{"pass_mark": 0}, {"pass_mark": 101}, {"number_drawn": 0}, {"attempts_allowed": 0}, {"time_limit_minutes": 0}]
)
def test_the_database_refuses_an_unsatisfiable_rule(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Test.objects.create(course=course(), **fields)


def test_a_class_takes_a_test_of_its_own_course_alone_and_hands_it_on():
    run = CourseRunFactory()
    test = post_test(run)
    assert run_copy(run=run).post_test == test
    run.post_test = Test.objects.create(course=course("Lain"))
    with pytest.raises(ValidationError, match="pelatihan yang sama"):
        run.clean()


def test_copies_come_in_one_statement_whatever_their_number(queries):
    page = course()
    made = [*bank(page, 3), question(page, "Benarkah?", kind=Kind.TRUE_FALSE, statement_is_true=True)]
    with queries:
        copies = question_snapshots([one.pk for one in made])
    assert len(queries) == 1
    assert [len(copies[one.pk][1].choices) for one in made] == [3, 3, 3, 2]
    assert copies[made[0].pk][1].correct_texts == ["Jawaban tepat"]
