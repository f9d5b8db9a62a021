"""Taking a test: start, save answers, submit once. Deadlines are checked against the server's clock.

Every change of an attempt locks its enrolment first, so starting, saving, submitting and leaving the class are serialised.

"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.audit.services import audit_log
from courses.questions.models.test import Test
from courses.questions.selectors import question_pool, question_snapshots
from courses.questions.snapshots import draw_questions
from lms.assessment.completion import TestStanding, mark_of
from lms.assessment.errors import NoAttemptsLeft, NoTest, TestNotReady, TestPassed
from lms.assessment.models import GRACE, Attempt, AttemptQuestion
from lms.assessment.selectors.attempts import items_of, standing_of
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.completion import Step
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist

Given = Mapping[int, Sequence[str]]
"""Submitted values by primary key of AttemptQuestion."""

SWEPT_AT_ONCE = 500


@transaction.atomic
def attempt_start(*, enrolment: Enrolment, rng: random.Random | None = None) -> Attempt:
    """Start an attempt, or return the open one: a double tap or a second window starts no other.

    Raises EnrolmentEnded, RunCancelled, NoTest, TestPassed, StepsMissing, NoAttemptsLeft or TestNotReady.
    """
    enrolment = locked_enrolment(enrolment.pk)
    now = timezone.now()
    standing = standing_now(enrolment, now)
    if standing.open_attempt is not None:
        return standing.open_attempt
    _check_may_begin(enrolment, standing)
    attempt = _begin(enrolment, standing.test, now, rng or random.SystemRandom())
    audit_log.record(actor=enrolment.user, action="lms.attempt.started", subject=attempt, after={"test": standing.test.pk})
    return attempt


@transaction.atomic
def answers_save(*, attempt: Attempt, given: Given, revision: int | None = None) -> Attempt:
    """Save answers of an open attempt; questions not in ``given`` are unchanged.

    An empty answer takes a saved one back only in the window that has seen it (``revision`` is the attempt's); None is
    a window that sends just what was touched. No audit entry: only start and end are audited.
    An ended attempt is returned unchanged. Raises RunCancelled.
    """
    attempt = _locked_attempt(attempt)
    if not attempt.is_open or _end_if_over(attempt, timezone.now()):
        return attempt
    if attempt.enrolment.run.is_cancelled:
        raise RunCancelled
    _write(attempt, given, may_empty=revision is None or revision == attempt.revision)
    return attempt


@transaction.atomic
def attempt_submit(*, attempt: Attempt, given: Given, revision: int | None = None) -> Attempt:
    """Submit: the mark is computed once and final. A second submission is a no-op.

    Up to ``GRACE`` after the deadline what is sent counts; later, what was saved before. Raises RunCancelled.
    """
    attempt = _locked_attempt(attempt)
    now = timezone.now()
    if not attempt.is_open or _end_if_over(attempt, now):
        return attempt
    if attempt.enrolment.run.is_cancelled:
        raise RunCancelled
    _write(attempt, given, may_empty=revision is None or revision == attempt.revision)
    _end(attempt, Attempt.State.SUBMITTED, now)
    return attempt


@transaction.atomic
def attempts_end(*, enrolment: Enrolment) -> None:
    """Close the open attempt of an enrolment that ends; the caller holds the enrolment's lock."""
    for attempt in _open_ones(enrolment):
        _end(attempt, Attempt.State.CLOSED, timezone.now())


def attempts_sweep() -> int:
    """Close open attempts past their deadline and grace, SWEPT_AT_ONCE at most; return how many. One transaction each."""
    return sum(_sweep_one(attempt) for attempt in _over_at(timezone.now())[:SWEPT_AT_ONCE])


def attempts_settle(*, enrolment: Enrolment) -> None:
    """Close an enrolment's attempt past its deadline, so that pages don't show it as open."""
    for attempt in _over_at(timezone.now()).filter(enrolment=enrolment):
        _sweep_one(attempt)


def _over_at(moment: datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(state=Attempt.State.OPEN, deadline__lt=moment - GRACE).order_by("deadline")


@transaction.atomic
def _sweep_one(attempt: Attempt) -> bool:
    attempt = _locked_attempt(attempt)
    return attempt.is_open and _end_if_over(attempt, timezone.now())


def locked_enrolment(enrolment_id: int) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("user", "run__course")
    return rows.defer("run__course__body").get(pk=enrolment_id)


def _locked_attempt(attempt: Attempt) -> Attempt:
    """The attempt, re-read under the lock of its enrolment."""
    enrolment = locked_enrolment(attempt.enrolment_id)
    found = Attempt.objects.select_related("test").get(pk=attempt.pk)
    found.enrolment = enrolment
    return found


def standing_now(enrolment: Enrolment, now: datetime) -> TestStanding:
    """The person's standing, after closing an attempt past its deadline. Raises NoTest."""
    for attempt in _open_ones(enrolment):
        _end_if_over(attempt, now)
    standing = standing_of(enrolment=enrolment)
    if standing is None:
        raise NoTest
    return standing


def _open_ones(enrolment: Enrolment) -> list[Attempt]:
    attempts = list(Attempt.objects.filter(enrolment=enrolment, state=Attempt.State.OPEN))
    for attempt in attempts:
        attempt.enrolment = enrolment
    return attempts


def _check_may_begin(enrolment: Enrolment, standing: TestStanding) -> None:
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if enrolment.state == Enrolment.State.COMPLETED or standing.is_passed:
        raise TestPassed
    if enrolment.run.is_cancelled:
        raise RunCancelled
    if standing.left == 0:
        raise NoAttemptsLeft
    if Step.LESSONS in checklist(enrolment=enrolment).missing:
        raise StepsMissing([Step.LESSONS])


def _begin(enrolment: Enrolment, test: Test, now: datetime, rng: random.Random) -> Attempt:
    pool = list(question_pool(test=test).values_list("pk", "topic"))
    keys = draw_questions(pool, number=test.number_drawn, shuffled=test.shuffled, rng=rng)
    asked = question_snapshots(keys)
    keys = [key for key in keys if key in asked]  # one may have been deleted concurrently
    if not keys:
        raise TestNotReady
    minutes = test.time_limit_minutes
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        test=test,
        pass_mark=test.pass_mark,
        started_at=now,
        deadline=None if minutes is None else now + timedelta(minutes=minutes),
    )
    items = []
    for position, key in enumerate(keys, start=1):
        version, question = asked[key]
        copy = question.shuffled(rng) if test.shuffled else question
        items.append(
            AttemptQuestion(attempt=attempt, question_id=key, version=version, position=position, copy=copy.as_json())
        )
    AttemptQuestion.objects.bulk_create(items)
    return attempt


def _write(attempt: Attempt, given: Given, *, may_empty: bool) -> None:
    changed = []
    for item in items_of(attempt):
        if item.pk not in given:
            continue
        accepted = item.snapshot.accepted(given[item.pk])
        if accepted != item.given and (accepted or may_empty):
            item.given = accepted
            changed.append(item)
    if changed:
        AttemptQuestion.objects.bulk_update(changed, ["given"])
        attempt.revision += 1
        attempt.save(update_fields=["revision"])


def _end_if_over(attempt: Attempt, now: datetime) -> bool:
    """Close it with what was saved when its time and the grace are over."""
    if not attempt.is_open or not attempt.is_over_at(now):
        return False
    _end(attempt, Attempt.State.CLOSED, attempt.deadline or now)
    return True


def _end(attempt: Attempt, state: Attempt.State, at: datetime) -> None:
    """``at`` is never before the start, also when the clock was put back meanwhile."""
    items = items_of(attempt)
    for item in items:
        item.is_right = item.snapshot.is_right(item.given)
    AttemptQuestion.objects.bulk_update(items, ["is_right"])
    attempt.state, attempt.ended_at = state, max(at, attempt.started_at)
    attempt.right_count = sum(bool(item.is_right) for item in items)
    attempt.mark = mark_of(attempt.right_count, len(items))
    attempt.passed = attempt.mark >= attempt.pass_mark
    attempt.save(update_fields=["state", "ended_at", "right_count", "mark", "passed"])
    actor = attempt.enrolment.user if state == Attempt.State.SUBMITTED else None
    audit_log.record(actor=actor, action="lms.attempt.ended", subject=attempt, after={"state": str(state)})
