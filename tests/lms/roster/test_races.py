"""Staff and participants at the same moment; on PostgreSQL, where transactions really overlap."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.jobs.models import Job
from lms.certificates.models import Certificate
from lms.enrolment.errors import AlreadyCompleted, AlreadyThere, EnrolmentEnded, MovedMeanwhile, RunFull
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.enrolment.services.moving import enrolment_move, enrolment_take_out
from lms.opinions.services import evaluation_submit
from lms.roster.models import RosterChange, RosterLine, RunMessage
from lms.roster.services.changes import move_order
from lms.roster.services.messages import message_send
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import UserFactory
from tests.factories.roster import person_in, two_runs

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
REFUSALS = (EnrolmentEnded, RunFull, AlreadyCompleted, AlreadyThere, MovedMeanwhile)


def together(*works):
    """What came of each, all started at once."""

    def run(work):
        try:
            work()
            return "done"
        except REFUSALS as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(run, works))


def seen(enrolment):
    """As a screen has it that was opened before."""
    return Enrolment.objects.select_related("run__course").get(pk=enrolment.pk)


def assert_seats_are_true(*runs):
    for run in runs:
        inside = Enrolment.objects.filter(run=run).exclude(state=Enrolment.State.CANCELLED).count()
        assert sum(RunSeats.objects.filter(run=run).values_list("taken", flat=True)) == inside


def test_two_moves_of_one_person_at_once_give_one_move():
    run, left = two_runs()
    right = CourseRunFactory(course=run.course)
    for _ in range(5):
        one = person_in(run)
        copies = [(seen(one), left), (seen(one), right)]
        outcome = together(*(lambda c=c, t=t: enrolment_move(enrolment=c, target=t, by=None) for c, t in copies))
        assert outcome == {"done": 1, "MovedMeanwhile": 1}
    assert_seats_are_true(run, left, right)


def test_the_same_move_ordered_twice_happens_once():
    run, target = two_runs()
    one = person_in(run)
    copies = [seen(one) for _ in range(4)]
    outcome = together(*(lambda c=c: enrolment_move(enrolment=c, target=target, by=None) for c in copies))
    assert outcome == {"done": 1, "AlreadyThere": 3}
    assert_seats_are_true(run, target)


def test_the_last_seat_goes_to_one_of_ten_moved_at_once():
    run, target = two_runs(quota=1)
    people = [seen(person_in(run)) for _ in range(10)]
    outcome = together(*(lambda p=p: enrolment_move(enrolment=p, target=target, by=None) for p in people))
    assert outcome == {"done": 1, "RunFull": 9}
    assert_seats_are_true(run, target)


def test_moves_both_ways_at_once_never_wait_for_each_other():
    run, target = two_runs()
    there = [(seen(person_in(run)), target) for _ in range(5)]
    back = [(seen(person_in(target)), run) for _ in range(5)]
    outcome = together(*(lambda p=p, t=t: enrolment_move(enrolment=p, target=t, by=None) for p, t in there + back))
    assert outcome == {"done": 10}
    assert_seats_are_true(run, target)


def test_taken_out_while_they_complete_is_one_or_the_other():
    for _ in range(5):
        one = lessons_read(person_in(CourseRunFactory()))
        copies, answers = (seen(one), seen(one)), good_answers(one)
        outcome = together(
            lambda c=copies[0]: enrolment_take_out(enrolment=c, by=None, reason="Tidak hadir"),
            lambda c=copies[1], a=answers: evaluation_submit(enrolment=c, answers=a),
        )
        one.refresh_from_db()
        completed = one.state == Enrolment.State.COMPLETED
        assert outcome == {"done": 1, "AlreadyCompleted" if completed else "EnrolmentEnded": 1}
        assert Certificate.objects.filter(enrolment=one).exists() is completed
        assert_seats_are_true(one.run)


def test_moved_while_they_leave_and_while_they_enrol_there_themselves():
    for _ in range(5):
        run, target = two_runs()
        one = person_in(run)
        copies = (seen(one), seen(one))
        together(
            lambda c=copies[0], t=target: enrolment_move(enrolment=c, target=t, by=None),
            lambda c=copies[1]: enrolment_cancel(enrolment=c, by=c.user),
            lambda u=one.user, t=target: enrolment_create(user=u, run=t),
        )
        assert_seats_are_true(run, target)
        assert Enrolment.objects.filter(user=one.user, run=target).exclude(state="cancelled").count() == 1


def test_one_form_sent_by_four_taps_is_one_message_and_one_change():
    run, target = two_runs()
    one, by, token = person_in(run), UserFactory(), uuid.uuid4()
    letter = {"subject": "Kabar", "text": "Isi", "token": token}
    assert together(*[lambda: message_send(run=run, enrolments=[one.pk], by=by, **letter)] * 4) == {"done": 4}
    assert together(*[lambda: move_order(run=run, target=target, enrolments=[one.pk], by=by, token=token)] * 4) == {
        "done": 4
    }
    assert (RunMessage.objects.count(), RosterChange.objects.count(), RosterLine.objects.count()) == (1, 1, 1)
    assert Job.objects.filter(kind__in=("lms.deliver_run_message", "lms.change_roster")).count() == 2
