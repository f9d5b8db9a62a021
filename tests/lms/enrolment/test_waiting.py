"""The queue of a full class: its order, what moves it, and how long a seat is kept."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.models import AuditEntry
from courses.runs.services.runs import run_cancel
from lms.enrolment.errors import NameMissing, NothingToWaitFor, OfferGone, RequirementsMissing, RunClosed, RunFull
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.selectors.waiting import place_of, waiting_of
from lms.enrolment.services import waiting
from lms.enrolment.services.enrolment import enrol_or_wait, enrolment_cancel, enrolment_create, take_seat
from lms.enrolment.services.seats import lock_seats
from lms.enrolment.tasks import sweep_waiting
from lms.enrolment.waiting_terms import OFFER_LIFE, offer_ends
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory
from tests.factories.waiting import full_run, somebody_in, wait

pytestmark = pytest.mark.django_db


def states(run):
    return list(WaitingEntry.objects.filter(run=run).order_by("number").values_list("state", flat=True))


def taken(run):
    return RunSeats.objects.get(run=run).taken


def leave_class(run):
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)


# --- joining -------------------------------------------------------------------


def test_enrolling_in_a_full_run_appends_to_the_queue():
    run = full_run()
    first, second = wait(run), wait(run)
    assert (first.number, second.number) == (1, 2)
    assert place_of(user=second.user, run=run).position == 2
    assert taken(run) == 1


def test_joining_twice_gives_the_same_place():
    run, user = full_run(), LearnerFactory()
    wait(run)
    assert wait(run, user) == wait(run, user) == waiting.join(user=user, run=run)
    assert AuditEntry.objects.filter(action="lms.waiting.joined", actor=user).count() == 1


def test_there_is_no_queue_for_a_free_or_own_seat():
    run = CourseRunFactory(quota=1)
    with pytest.raises(NothingToWaitFor):
        waiting.join(user=LearnerFactory(), run=run)
    assert not Enrolment.objects.exists()
    enrolment = enrolment_create(user=LearnerFactory(), run=run)
    with pytest.raises(NothingToWaitFor):
        waiting.join(user=enrolment.user, run=run)


def test_the_queue_asks_for_what_the_class_asks():
    run = full_run()
    with pytest.raises(NameMissing):
        waiting.join(user=LearnerFactory(full_name=""), run=run)
    run.requirements = ["nib"]
    run.save()
    with pytest.raises(RequirementsMissing):
        enrol_or_wait(user=LearnerFactory(), run=run)
    run.requirements, run.enrolment_closes = [], timezone.now()
    run.save()
    with pytest.raises(RunClosed):
        waiting.join(user=LearnerFactory(), run=run)
    assert not WaitingEntry.objects.exists()


def test_a_full_class_is_refused_to_those_who_do_not_wish_to_wait():
    with pytest.raises(RunFull):
        enrolment_create(user=LearnerFactory(), run=full_run())


# --- a seat is free --------------------------------------------------------------


def test_a_freed_seat_is_offered_to_the_first_and_counted():
    run = full_run(quota=2)
    first, second = wait(run), wait(run)
    leave_class(run)
    first.refresh_from_db()
    assert first.state == "offered"
    assert first.offer_expires_at - first.offered_at == OFFER_LIFE
    assert taken(run) == 2
    assert place_of(user=second.user, run=run).position == 1


def test_a_newcomer_cannot_overtake_the_queue():
    run = full_run()
    entry = wait(run)
    leave_class(run)
    late = LearnerFactory()
    with pytest.raises(RunFull):
        enrolment_create(user=late, run=run)
    assert enrol_or_wait(user=late, run=run).number == 2
    assert waiting.accept(user=entry.user, run=run).state == "enrolled"
    assert states(run) == ["accepted", "waiting"]


def test_a_seat_that_another_service_frees_goes_to_the_first_even_before_it_calls():
    """A raised quota is settled by a job; a newcomer in between can't overtake the queue."""
    run = full_run()
    entry = wait(run)
    type(run).objects.filter(pk=run.pk).update(quota=2)
    assert enrol_or_wait(user=LearnerFactory(), run=run).number == 2
    entry.refresh_from_db()
    assert entry.state == "offered"


def test_a_raised_quota_is_offered_by_a_job(run_jobs):
    run = full_run()
    wait(run), wait(run), wait(run)
    run.quota = 3
    run.save()
    assert states(run) == ["waiting"] * 3
    run_jobs()
    assert states(run) == ["offered", "offered", "waiting"]
    assert taken(run) == 3


def test_removing_the_quota_offers_seats_to_the_whole_queue(run_jobs):
    run = full_run()
    entries = [wait(run) for _ in range(3)]
    run.quota = None
    run.save()
    run_jobs()
    assert states(run) == ["offered"] * 3
    assert waiting.accept(user=entries[2].user, run=run).run == run


def test_a_person_whom_staff_put_into_the_class_waits_no_more(run_jobs):
    run = full_run()
    entry, other = wait(run), wait(run)
    leave_class(run)
    Enrolment.objects.create(user=entry.user, run=run)  # in the seat of somebody who was moved
    assert waiting.sweep() == 1
    run_jobs()
    assert states(run) == ["accepted", "offered"]
    assert waiting.accept(user=other.user, run=run)


def test_a_locked_account_is_passed_over():
    run = full_run()
    first, second = wait(run), wait(run)
    first.user.is_active = False
    first.user.save()
    leave_class(run)
    assert states(run) == ["waiting", "offered"]
    assert second.user != first.user


def test_staff_fill_seats_after_the_window_but_not_before_those_who_wait():
    run = full_run()
    wait(run)
    type(run).objects.filter(pk=run.pk).update(quota=2)
    with pytest.raises(RunFull), transaction.atomic():
        take_seat(lock_seats(run), by_staff=True)
    now = timezone.now()
    closed = CourseRunFactory(quota=1, enrolment_opens=now - timedelta(days=2), enrolment_closes=now)
    with pytest.raises(RunClosed), transaction.atomic():
        take_seat(lock_seats(closed))
    take_seat(lock_seats(closed), by_staff=True)
    assert taken(closed) == 1


def test_beat_looks_after_the_queues(clock, run_jobs):
    assert settings.CELERY_BEAT_SCHEDULE["sweep-waiting"]["task"] == sweep_waiting.name
    run = full_run()
    wait(run)
    leave_class(run)
    clock(hours=49)
    sweep_waiting()
    run_jobs()
    assert states(run) == ["expired"]


# --- an offer ends ---------------------------------------------------------------


def test_an_offer_is_taken_once_however_often_it_is_tapped():
    run = full_run()
    entry = wait(run)
    leave_class(run)
    first, again = (waiting.accept(user=entry.user, run=run) for _ in range(2))
    assert first == again
    assert taken(run) == 1
    assert states(run) == ["accepted"]


def test_an_offered_seat_that_is_given_back_goes_to_the_next():
    run = full_run()
    first, _ = wait(run), wait(run)
    leave_class(run)
    assert waiting.leave(user=first.user, run=run)
    assert not waiting.leave(user=first.user, run=run)
    assert states(run) == ["declined", "offered"]
    assert taken(run) == 1


def test_leaving_the_queue_moves_the_others_up_and_rejoining_is_last():
    run = full_run()
    first, second = wait(run), wait(run)
    waiting.leave(user=first.user, run=run)
    assert place_of(user=second.user, run=run).position == 1
    assert wait(run, first.user).number == 3
    assert states(run) == ["left", "waiting", "waiting"]


def test_an_offer_that_ran_out_goes_to_the_next(clock, run_jobs):
    run = full_run()
    wait(run), wait(run)
    leave_class(run)
    clock(hours=49)
    assert waiting.sweep() == 1
    run_jobs()
    assert states(run) == ["expired", "offered"]
    assert taken(run) == 1
    assert waiting.sweep() == 0


def test_an_offer_that_ran_out_is_not_taken_even_before_the_sweep(clock):
    run = full_run()
    first, second = wait(run), wait(run)
    leave_class(run)
    clock(hours=49)
    assert place_of(user=first.user, run=run) is None
    with pytest.raises(OfferGone):
        waiting.accept(user=first.user, run=run)
    assert states(run) == ["expired", "offered"]
    assert waiting.accept(user=second.user, run=run)


def test_after_an_expired_offer_a_free_seat_can_still_be_taken(clock):
    run = full_run()
    entry = wait(run)
    leave_class(run)
    clock(hours=49)
    assert waiting.accept(user=entry.user, run=run).state == "enrolled"
    assert states(run) == ["expired"]
    assert taken(run) == 1


def test_an_offer_still_asks_for_what_the_class_asks_and_stays():
    run = full_run()
    entry = wait(run)
    leave_class(run)
    run.requirements = ["nib"]
    run.save()
    with pytest.raises(RequirementsMissing):
        waiting.accept(user=entry.user, run=run)
    assert states(run) == ["offered"]


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({}, "12:00 27"),
        ({"closes": "18:00 26"}, "18:00 26"),
        ({"starts": 27}, "23:59 26"),
        ({"starts": 20}, "12:00 27"),  # has begun, and still takes people
        ({"closes": "18:00 26", "starts": 26}, "23:59 25"),
        ({"starts": 20, "ends": 25}, "23:59 25"),
    ],
)
def test_no_offer_lasts_beyond_the_start_or_the_end_of_enrolment(fields, ends):
    def moment(words):
        hour, day = words.split()
        return timezone.make_aware(timezone.datetime(2026, 11, int(day), *map(int, hour.split(":"))))

    run = CourseRunFactory.build(course=None, evaluation_form=None)
    run.enrolment_closes = moment(fields["closes"]) if "closes" in fields else None
    run.starts_on = moment(f"0:0 {fields['starts']}").date() if "starts" in fields else None
    run.ends_on = moment(f"0:0 {fields['ends']}").date() if "ends" in fields else None
    assert offer_ends(run, moment("12:00 25")) == moment(ends)


def test_an_end_of_enrolment_that_is_brought_forward_shortens_offers(run_jobs):
    run = full_run()
    wait(run)
    leave_class(run)
    run.enrolment_closes = timezone.now() + timedelta(hours=5)
    run.save()
    run_jobs()
    assert WaitingEntry.objects.get().offer_expires_at == run.enrolment_closes


# --- the class ends --------------------------------------------------------------


def test_the_end_of_enrolment_closes_the_queue(clock, run_jobs):
    run = full_run(enrolment_closes=timezone.now() + timedelta(days=9))
    wait(run), wait(run)
    leave_class(run)
    clock(days=10)
    assert waiting.sweep() == 1
    run_jobs()
    assert states(run) == ["closed", "closed"]
    assert taken(run) == 0
    assert waiting.sweep() == 0


def test_the_last_day_of_the_run_closes_the_queue_and_offers_nothing(clock, run_jobs):
    today = timezone.localdate()
    run = full_run(starts_on=today - timedelta(days=3), ends_on=today + timedelta(days=1))
    first, second = wait(run), wait(run)
    clock(days=2)
    assert waiting_of(user=first.user) == []
    leave_class(run)
    assert states(run) == ["closed", "closed"]
    assert taken(run) == 0
    assert waiting.sweep() == 0
    with pytest.raises(RunClosed):
        waiting.accept(user=second.user, run=run)


def test_the_sweep_finds_the_queue_of_a_class_that_has_ended(clock, run_jobs):
    today = timezone.localdate()
    run = full_run(starts_on=today - timedelta(days=3), ends_on=today + timedelta(days=1))
    wait(run)
    assert waiting.sweep() == 0
    clock(days=2)
    assert waiting.sweep() == 1
    run_jobs()
    assert states(run) == ["closed"]


def test_a_cancellation_closes_the_queue(run_jobs):
    run = full_run()
    first = wait(run)
    wait(run)
    leave_class(run)
    run_cancel(run=run, by=LearnerFactory(), reason="Gedung dipakai")
    assert waiting_of(user=first.user) == []
    with pytest.raises(RunClosed):
        waiting.accept(user=first.user, run=run)
    run_jobs()
    assert states(run) == ["closed", "closed"]


def test_nothing_is_offered_while_the_course_is_off_the_site(run_jobs):
    run = full_run()
    wait(run)
    run.course.unpublish()
    leave_class(run)
    assert states(run) == ["waiting"]
    run.course.refresh_from_db()
    run.course.save_revision().publish()
    assert waiting.sweep() == 1
    run_jobs()
    assert states(run) == ["offered"]


# --- what the database refuses, and clocks ---------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "offered"},
        {"state": "waiting", "offer_expires_at": timezone.now()},
        {"state": "left"},
        {"state": "waiting", "ended_at": timezone.now()},
        {"number": 2},
    ],
)
def test_the_database_refuses_what_can_not_be(fields):
    run = full_run()
    entry = wait(run)
    wait(run)
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.filter(pk=entry.pk).update(**fields)


def test_the_database_refuses_a_second_open_place():
    run = full_run()
    entry = wait(run)
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.create(user=entry.user, run=run, number=9, joined_at=timezone.now())


def test_a_clock_that_jumps_back_changes_neither_order_nor_offers(clock, run_jobs):
    run = full_run(enrolment_opens=timezone.now() - timedelta(days=30))
    first = wait(run)
    clock(days=-3)
    second = wait(run)
    assert second.joined_at < first.joined_at
    leave_class(run)
    assert states(run) == ["offered", "waiting"]
    clock(days=-1)
    waiting.sweep()
    run_jobs()
    assert states(run) == ["offered", "waiting"]
    assert waiting.accept(user=first.user, run=run).state == "enrolled"


def test_a_clock_that_jumps_forth_costs_an_offer_and_nothing_else(clock, run_jobs):
    run = full_run()
    first, second = wait(run), wait(run)
    leave_class(run)
    clock(days=30)
    waiting.sweep()
    run_jobs()
    clock(days=-30)
    assert states(run) == ["expired", "offered"]
    assert taken(run) == 1
    assert wait(run, first.user).number == 3
    assert waiting.accept(user=second.user, run=run)


def test_numbers_are_not_given_again_when_an_account_goes():
    run = full_run()
    wait(run)
    wait(run).user.delete()
    assert wait(run).number == 3
