"""Taking a test: begun once, saved as it is given, sent once, by the server's clock."""

import random
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.models import AuditEntry
from core.personal_data.registry import personal_data_providers
from courses.questions.models.question import Question
from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun
from lms.assessment.completion import mark_of
from lms.assessment.errors import NoAttemptsLeft, NoTest, TestNotReady, TestPassed
from lms.assessment.models import Attempt, AttemptQuestion
from lms.assessment.selectors.attempts import items_of, standing_of
from lms.assessment.services import attempts as service
from lms.assessment.services.attempts import answers_save, attempt_start, attempt_submit, attempts_sweep
from lms.assessment.tasks import sweep_attempts
from lms.certificates.models import Certificate
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.enrolment.services.moving import enrolment_move
from lms.learning.completion import Step
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist, checklists
from lms.opinions.services import evaluation_submit
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import enrolled, good_answers, lessons_read
from tests.factories.post_test import answers, attempted, learner_with_test, question

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock(monkeypatch):
    """``clock(delta)`` puts the server's clock that far from now."""
    real = timezone.now

    def put(delta):
        monkeypatch.setattr(service.timezone, "now", lambda: real() + delta)

    return put


@pytest.mark.parametrize(("right", "asked", "mark"), [(0, 8, 0), (7, 8, 88), (2, 3, 67), (1, 3, 34), (8, 8, 100), (0, 0, 0)])
def test_a_mark_is_rounded_up(right, asked, mark):
    assert mark_of(right, asked) == mark


def test_a_double_tap_on_the_start_goes_on_with_the_same_attempt():
    enrolment = learner_with_test()
    first = attempt_start(enrolment=enrolment)
    assert attempt_start(enrolment=enrolment) == first
    assert AuditEntry.objects.filter(action="lms.attempt.started").count() == 1


def test_the_database_keeps_one_attempt_open():
    enrolment = learner_with_test()
    attempt = attempt_start(enrolment=enrolment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(enrolment=enrolment, test=attempt.test, pass_mark=70)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "submitted"},
        {"state": "submitted", "ended_at": "now", "right_count": 1, "mark": 80, "passed": False},
        {"state": "submitted", "ended_at": "now", "right_count": 1, "mark": 101, "passed": True},
        {"state": "submitted", "ended_at": "now", "right_count": 1, "mark": None, "passed": True},
        {"state": "open", "mark": 80},
        {"state": "submitted", "ended_at": "before", "right_count": 1, "mark": 80, "passed": True},
        {"deadline": "before"},
    ],
    ids=["no mark", "mark against passed", "above 100", "passed without mark", "open with mark", "ends first", "deadline"],
)
def test_the_database_refuses_a_attempt_that_cannot_be(fields):
    attempt = attempt_start(enrolment=learner_with_test())
    moments = {"now": timezone.now(), "before": attempt.started_at - SECOND}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(
            **{name: moments.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
        )


def test_what_was_asked_stays_as_it_was_at_the_start():
    enrolment = learner_with_test(questions=1)
    attempt = attempt_start(enrolment=enrolment)
    asked = Question.objects.get()
    asked.choices.update(is_right=False, text="Lain")
    Question.objects.update(text="Kata lain")
    enrolment.run.post_test.pass_mark = 100
    enrolment.run.post_test.save()
    item = items_of(attempt)[0]
    assert item.snapshot.text == "Pertanyaan 1"
    ended = attempt_submit(attempt=attempt, given=answers(attempt, right=1))
    assert (ended.mark, ended.pass_mark, ended.passed) == (100, 70, True)


def test_questions_are_drawn_and_mixed_from_the_seed_alone():
    enrolment = learner_with_test(questions=9, number_drawn=4, shuffled=True, attempts_allowed=None)
    attempt = attempt_start(enrolment=enrolment, rng=random.Random(3))
    assert len({item.question_id for item in items_of(attempt)}) == 4
    assert [item.position for item in items_of(attempt)] == [1, 2, 3, 4]


def test_answers_are_preserved_as_they_are_given():
    attempt = attempt_start(enrolment=learner_with_test())
    first, second, *_ = items_of(attempt)
    right = answers(attempt, right=4)
    answers_save(attempt=attempt, given={first.pk: right[first.pk]})
    attempt = answers_save(attempt=attempt, given={second.pk: ["gibberish"]})
    assert [item.given for item in items_of(attempt)] == [right[first.pk], [], [], []]
    assert attempt.revision == 1
    assert attempt.is_open


@pytest.mark.parametrize(("pass_mark", "passed"), [(75, True), (76, False)])
def test_a_mark_of_exactly_the_pass_mark_passes(pass_mark, passed):
    attempt = attempted(learner_with_test(pass_mark=pass_mark), right=3)
    assert (attempt.mark, attempt.passed) == (75, passed)


def test_an_old_window_does_not_wipe_out_what_a_newer_one_saved():
    attempt = attempt_start(enrolment=learner_with_test())
    first, second, *_ = items_of(attempt)
    right = answers(attempt, right=4)
    seen_by_both = attempt.revision
    answers_save(attempt=attempt, given={first.pk: right[first.pk], second.pk: []}, revision=seen_by_both)
    answers_save(attempt=attempt, given={first.pk: [], second.pk: right[second.pk]}, revision=seen_by_both)
    assert [bool(item.given) for item in items_of(attempt)] == [True, True, False, False]
    attempt.refresh_from_db()
    answers_save(attempt=attempt, given={first.pk: []}, revision=attempt.revision)
    assert [bool(item.given) for item in items_of(attempt)] == [False, True, False, False]


def test_sent_twice_the_first_one_counts():
    attempt = attempt_start(enrolment=learner_with_test())
    ended = attempt_submit(attempt=attempt, given=answers(attempt, right=1))
    again = attempt_submit(attempt=attempt, given=answers(attempt, right=4))
    assert (ended.mark, again.mark, again.right_count) == (25, 25, 1)
    late = answers_save(attempt=attempt, given=answers(attempt, right=4))
    assert not late.is_open
    assert [item.is_right for item in items_of(attempt)] == [True, False, False, False]
    assert AuditEntry.objects.filter(action="lms.attempt.ended").count() == 1


@pytest.mark.parametrize(("late", "counts"), [(-1, True), (0, True), (29, True), (31, False), (90_000, False)])
def test_what_is_sent_within_the_grace_counts_and_later_what_was_saved(clock, late, counts):
    attempt = attempt_start(enrolment=learner_with_test(time_limit_minutes=10))
    first = items_of(attempt)[0]
    right = answers(attempt, right=4)
    answers_save(attempt=attempt, given={first.pk: right[first.pk]})
    clock(attempt.deadline - timezone.now() + late * SECOND)
    ended = attempt_submit(attempt=attempt, given=right)
    assert ended.mark == (100 if counts else 25)
    assert ended.state == ("submitted" if counts else "closed")
    assert counts or ended.ended_at == attempt.deadline


def test_saving_too_late_closes_the_attempt_with_what_was_saved(clock):
    attempt = attempt_start(enrolment=learner_with_test(time_limit_minutes=10))
    clock(timedelta(minutes=11))
    ended = answers_save(attempt=attempt, given=answers(attempt, right=4))
    assert (ended.state, ended.mark) == ("closed", 0)


def test_a_clock_that_was_put_back_gives_no_longer_time_to_read_and_no_end_before_the_start(clock):
    attempt = attempt_start(enrolment=learner_with_test(time_limit_minutes=10))
    earlier = attempt.started_at - timedelta(hours=2)
    assert attempt.time_left_at(earlier) == timedelta(minutes=10)
    assert attempt.time_left_at(attempt.deadline + SECOND) == timedelta(0)
    clock(-timedelta(hours=2))
    ended = attempt_submit(attempt=attempt, given=answers(attempt, right=4))
    assert (ended.ended_at, ended.mark) == (attempt.started_at, 100)


def test_an_abandoned_attempt_is_closed_and_marked(clock):
    attempt = attempt_start(enrolment=learner_with_test(time_limit_minutes=10))
    untimed = attempt_start(enrolment=learner_with_test())
    answers_save(attempt=attempt, given=answers(attempt, right=3))
    clock(timedelta(minutes=10, seconds=20))
    assert attempts_sweep() == 0
    clock(timedelta(minutes=10, seconds=40))
    assert sweep_attempts() == 1
    assert attempts_sweep() == 0
    attempt.refresh_from_db()
    untimed.refresh_from_db()
    assert (attempt.state, attempt.mark, attempt.passed) == ("closed", 75, True)
    assert untimed.is_open
    assert settings.CELERY_BEAT_SCHEDULE["sweep-attempts"]["task"] == sweep_attempts.name


def test_the_audit_log_names_who_submitted_an_attempt_and_no_user_for_one_that_the_sweep_closed(clock):
    submitted = attempted(learner_with_test(), right=4)
    closed = attempt_start(enrolment=learner_with_test(time_limit_minutes=10))
    clock(timedelta(minutes=11))
    assert attempts_sweep() == 1
    actors = dict(AuditEntry.objects.filter(action="lms.attempt.ended").values_list("subject_id", "actor"))
    assert actors == {str(submitted.pk): submitted.enrolment.user_id, str(closed.pk): None}


def test_beginning_again_after_the_time_closes_the_old_attempt(clock):
    enrolment = learner_with_test(time_limit_minutes=10)
    first = attempt_start(enrolment=enrolment)
    clock(timedelta(minutes=11))
    second = attempt_start(enrolment=enrolment)
    assert second != first
    assert Attempt.objects.get(pk=first.pk).state == "closed"


def test_attempts_are_counted():
    enrolment = learner_with_test(attempts_allowed=2)
    attempted(enrolment, right=1)
    attempted(enrolment, right=2)
    with pytest.raises(NoAttemptsLeft):
        attempt_start(enrolment=enrolment)
    standing = standing_of(enrolment=enrolment)
    assert (standing.used, standing.left, standing.best_mark, standing.is_used_up) == (2, 0, 50, True)
    assert standing.words == "nilai terbaik 50, perlu 70, kesempatan habis"


def test_who_has_passed_sits_no_more():
    enrolment = learner_with_test(attempts_allowed=None)
    attempted(enrolment, right=4)
    with pytest.raises(TestPassed):
        attempt_start(enrolment=enrolment)
    assert standing_of(enrolment=enrolment).words == "lulus dengan nilai 100"


def test_what_keeps_a_test_closed():
    with pytest.raises(NoTest):
        attempt_start(enrolment=enrolled(requires_lessons=False))
    with pytest.raises(TestNotReady):
        attempt_start(enrolment=learner_with_test(questions=0))
    waiting = learner_with_test(run={"requires_lessons": True})
    with pytest.raises(StepsMissing) as caught:
        attempt_start(enrolment=waiting)
    assert caught.value.steps == [Step.LESSONS]
    lessons_read(waiting)
    assert attempt_start(enrolment=waiting).is_open


def test_a_cancelled_class_takes_no_test_and_loses_no_answer():
    enrolment = learner_with_test()
    attempt = attempt_start(enrolment=enrolment)
    answers_save(attempt=attempt, given=answers(attempt, right=1))
    CourseRun.objects.update(cancelled_at=timezone.now(), cancellation_reason="Banjir")
    for act in (answers_save, attempt_submit):
        with pytest.raises(RunCancelled):
            act(attempt=attempt, given={})
    assert sum(item.is_answered for item in items_of(attempt)) == 4
    other = learner_with_test()
    CourseRun.objects.update(cancelled_at=timezone.now(), cancellation_reason="Banjir")
    with pytest.raises(RunCancelled):
        attempt_start(enrolment=other)


def test_leaving_closes_the_attempt_and_coming_back_gives_no_new_ones():
    enrolment = learner_with_test(attempts_allowed=1)
    attempt = attempt_start(enrolment=enrolment)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    attempt.refresh_from_db()
    assert attempt.state == "closed"
    with pytest.raises(EnrolmentEnded):
        attempt_start(enrolment=enrolment)
    back = enrolment_create(user=enrolment.user, run=enrolment.run)
    with pytest.raises(NoAttemptsLeft):
        attempt_start(enrolment=back)


def test_a_move_to_a_class_with_the_same_test_takes_the_marks_along():
    enrolment = learner_with_test()
    attempted(enrolment, right=4)
    same = CourseRunFactory(course=enrolment.run.course, post_test=enrolment.run.post_test, requires_lessons=False)
    moved = enrolment_move(enrolment=enrolment, target=same, by=None)
    assert checklist(enrolment=moved).is_evaluation_open


def test_the_rule_asks_for_the_test_between_attendance_and_evaluation():
    enrolment = learner_with_test(run={"requires_lessons": True, "attendance_percent": 100})
    last = [Step.TEST, Step.EVALUATION, Step.CERTIFICATE]
    assert checklist(enrolment=enrolment).missing == [Step.LESSONS, Step.ATTENDANCE, *last]
    assert not checklist(enrolment=enrolment).is_test_open
    lessons_read(enrolment)
    assert checklist(enrolment=enrolment).is_test_open


def test_a_passed_test_opens_the_evaluation_and_that_issues_the_certificate():
    enrolment = learner_with_test()
    attempted(enrolment, right=1)
    with pytest.raises(StepsMissing) as caught:
        evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    assert caught.value.steps == [Step.TEST]
    assert not Certificate.objects.exists()
    attempted(enrolment, right=3)
    assert checklist(enrolment=enrolment).missing == [Step.EVALUATION, Step.CERTIFICATE]
    assert evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment)) == Certificate.objects.get()
    with pytest.raises(TestPassed):
        attempt_start(enrolment=enrolment)


def test_the_best_mark_counts_and_a_changed_pass_mark_never_goes_against_the_person():
    enrolment = learner_with_test()
    test = enrolment.run.post_test
    attempted(enrolment, right=2)
    attempted(enrolment, right=1)
    assert not standing_of(enrolment=enrolment).is_passed
    test.pass_mark = 50
    test.save()
    assert standing_of(enrolment=enrolment).is_passed
    passed = learner_with_test()
    attempted(passed, right=3)
    passed.run.post_test.pass_mark = 100
    passed.run.post_test.save()
    assert standing_of(enrolment=passed).is_passed


@pytest.mark.parametrize(
    ("rule", "after_failing", "after_passing"), [("never", False, False), ("at_end", False, True), ("always", True, True)]
)
def test_right_answers_are_seen_when_the_test_says(rule, after_failing, after_passing):
    enrolment = learner_with_test(show_answers=rule)
    assert standing_of(enrolment=enrolment).shows_answers is (rule == "always")
    attempted(enrolment, right=0)
    assert standing_of(enrolment=enrolment).shows_answers is after_failing
    attempt = attempt_start(enrolment=enrolment)
    assert standing_of(enrolment=enrolment).shows_answers is False
    attempt_submit(attempt=attempt, given=answers(attempt, right=4))
    assert standing_of(enrolment=enrolment).shows_answers is after_passing


def test_every_kind_of_question_is_marked():
    enrolment = learner_with_test(questions=0)
    page = enrolment.run.course
    question(page, "Pilih", kind=Kind.MULTIPLE, choices=[("a", True), ("b", True), ("c", False)])
    question(page, "Benarkah?", kind=Kind.TRUE_FALSE, statement_is_true=True)
    question(page, "Berapa?", kind=Kind.NUMBER, choices=[("25.000", True)])
    question(page, "Apa?", kind=Kind.WORD, choices=[("HPP", True)])
    attempt = attempt_start(enrolment=enrolment)
    several, statement, number, word = items_of(attempt)
    ticked = [choice.key for choice in several.snapshot.choices if choice.is_right]
    given = {several.pk: ticked, statement.pk: ["benar"], number.pk: ["Rp25.000"], word.pk: [" hpp. "]}
    assert attempt_submit(attempt=attempt, given=given).mark == 100


def test_checklists_of_many_cost_as_much_as_of_one(queries):
    several = [learner_with_test() for _ in range(6)]
    attempted(several[0], right=4)
    enrolments = list(Enrolment.objects.select_related("run__course").order_by("pk"))
    counts = []
    for some in (enrolments[:1], enrolments):
        with queries:
            found = checklists(enrolments=some)
        counts.append(len(queries))
    assert counts == [4, 4]
    assert [one.test.is_passed for one in found] == [True, *[False] * 5]


def test_beginning_costs_the_same_whatever_the_number_of_questions(queries):
    counts = []
    for number in (2, 40):
        enrolment = learner_with_test(questions=number)
        with queries:
            attempt_start(enrolment=enrolment)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert AttemptQuestion.objects.count() == 42


def test_a_person_sees_and_copies_their_tests_and_they_go_with_the_account(queries):
    enrolment = learner_with_test()
    (provider,) = [one for one in personal_data_providers() if "lms.Attempt" in one.models]
    assert provider.facts(enrolment.user) == []
    attempted(enrolment, right=1)
    open_one = attempt_start(enrolment=enrolment)
    answers_save(attempt=open_one, given=answers(open_one, right=1))
    assert provider.facts(enrolment.user) == [("Tes", "2 kali dikerjakan")]
    with queries:
        first, second = provider.export(enrolment.user)
    assert len(queries) == 2
    assert (first["nilai"], first["lulus"]) == (25, False)
    assert first["jawaban"][0] == {"pertanyaan": "Pertanyaan 1", "jawaban": ["Jawaban tepat"], "benar": True}
    assert second["jawaban"][0]["benar"] is None
    enrolment.user.delete()
    assert not AttemptQuestion.objects.exists()
