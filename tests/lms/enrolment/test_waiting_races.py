"""The waiting list under many hands, on PostgreSQL: seats are counted right, places are won once, nothing is lost."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.jobs import services as job_services
from core.jobs.models import Job
from core.messages.models import Notification
from courses.runs.services.runs import run_cancel
from lms.enrolment.errors import OfferGone, RunClosed
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services import waiting
from lms.enrolment.services.enrolment import enrol_or_wait, enrolment_cancel
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory
from tests.factories.waiting import full_run, somebody_in, wait
from tests.lms.learning.test_races import at_once

LINES = 40
"""Connections at once: PostgreSQL lets a hundred in as it comes, and other tests run beside these."""

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL: set DATABASE_URL")


def counted(run):
    """Seats as counted, and as they are: people in the class and offers that hold."""
    held = WaitingEntry.objects.filter(run=run, state="offered").count()
    inside = Enrolment.objects.filter(run=run).exclude(state="cancelled").count()
    return RunSeats.objects.get(run=run).taken, inside + held


def offered_to_first(quota=1, waiting_people=2):
    run = full_run(quota=quota)
    entries = [wait(run) for _ in range(waiting_people)]
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    return run, entries


def overdue(entry):
    past = timezone.now() - timedelta(minutes=1)
    WaitingEntry.objects.filter(pk=entry.pk).update(offer_expires_at=past)


def test_a_hundred_people_on_thirty_seats_give_thirty_enrolments_and_an_ordered_seventy():
    run = CourseRunFactory(quota=30)
    people = [LearnerFactory() for _ in range(100)]

    def enrol(line):
        return [type(enrol_or_wait(user=person, run=run)).__name__ for person in people[line::LINES]]

    answers = [answer for line in at_once(LINES, enrol) for answer in line]
    assert answers.count("Enrolment") == 30
    assert Enrolment.objects.filter(run=run, state="enrolled").count() == 30
    numbers = list(WaitingEntry.objects.filter(run=run, state="waiting").order_by("pk").values_list("number", flat=True))
    assert numbers == list(range(1, 71)), "one number each, in the order in which they were refused"
    assert counted(run) == (30, 30)
    inside = set(Enrolment.objects.values_list("user_id", flat=True))
    assert not inside & set(WaitingEntry.objects.values_list("user_id", flat=True))


def test_ten_who_leave_at_once_make_room_for_the_first_ten():
    run = full_run(quota=10)
    entries = [wait(run) for _ in range(15)]
    leaving = list(Enrolment.objects.filter(run=run))
    at_once(10, lambda number: enrolment_cancel(enrolment=leaving[number], by=leaving[number].user))
    offered = WaitingEntry.objects.filter(state="offered").order_by("number").values_list("pk", flat=True)
    assert list(offered) == [entry.pk for entry in entries[:10]]
    assert counted(run) == (10, 10)


def test_an_offer_accepted_ten_times_at_once_is_one_enrolment():
    run, (first, second) = offered_to_first()
    found = at_once(10, lambda _: waiting.accept(user=first.user, run=run).pk)
    assert len(set(found)) == 1
    assert counted(run) == (1, 1)
    second.refresh_from_db()
    assert second.state == "waiting"


def test_an_offer_that_runs_out_while_it_is_accepted_ends_one_way_or_the_other():
    for _ in range(4):
        run, (first, second) = offered_to_first()
        overdue(first)
        works = [
            lambda: waiting.sweep() and job_services.run(Job.objects.get(subject=f"run:{run.pk}").pk),  # noqa: B023
            lambda: waiting.accept(user=first.user, run=run),  # noqa: B023
            lambda: waiting.leave(user=second.user, run=run),  # noqa: B023
        ]

        def act(number, works=works):
            try:
                works[number]()
            except OfferGone:
                return "gone"
            return "done"

        at_once(3, act)
        waiting.seat_freed(run=run)
        taken, there = counted(run)
        assert taken == there <= 1
        assert not WaitingEntry.objects.filter(run=run, state="waiting").exists()
        first.refresh_from_db()
        assert first.state == "expired"


def test_leaving_while_others_join_keeps_order_and_count():
    run = full_run(quota=2)
    entries = [wait(run) for _ in range(5)]
    people = [LearnerFactory() for _ in range(5)]

    def act(number):
        if number < 5:
            return waiting.leave(user=entries[number].user, run=run)
        return enrol_or_wait(user=people[number - 5], run=run).number

    answers = at_once(10, act)
    assert answers[:5] == [True] * 5
    assert sorted(answers[5:]) == [6, 7, 8, 9, 10]
    assert counted(run) == (2, 2)


def test_one_person_who_joins_and_leaves_at_once_has_at_most_one_place():
    run, user = full_run(), LearnerFactory()
    at_once(12, lambda number: (enrol_or_wait if number % 2 else waiting.leave)(user=user, run=run))
    assert WaitingEntry.objects.filter(user=user, state="waiting").count() <= 1
    numbers = list(WaitingEntry.objects.filter(run=run).values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_cancellation_during_an_acceptance_notifies_the_person_once():
    for _ in range(4):
        run, (first, second) = offered_to_first()
        staff = LearnerFactory()

        def act(number, run=run, first=first, staff=staff):
            if number == 0:
                return run_cancel(run=run, by=staff, reason="Gedung dipakai")
            try:
                return waiting.accept(user=first.user, run=run)
            except RunClosed:
                return None

        at_once(2, act)
        _run_all()
        first.refresh_from_db()
        inside = Enrolment.objects.filter(run=run, user=first.user, state="enrolled").exists()
        assert (first.state, inside) in {("accepted", True), ("closed", False)}
        for person in (first.user, second.user):
            told = Notification.objects.filter(recipient=person, subject__contains="dibatalkan")
            assert told.count() == 1
        assert counted(run)[0] == counted(run)[1]


def test_a_quota_that_is_raised_while_people_leave_gives_each_seat_once():
    run = full_run(quota=3)
    for _ in range(10):
        wait(run)
    leaving = list(Enrolment.objects.filter(run=run))

    def act(number):
        if number == 3:
            changed = type(run).objects.get(pk=run.pk)
            changed.quota = 6
            return changed.save()
        return enrolment_cancel(enrolment=leaving[number], by=leaving[number].user)

    at_once(4, act)
    _run_all()
    offered = WaitingEntry.objects.filter(state="offered").order_by("number").values_list("number", flat=True)
    assert list(offered) == [1, 2, 3, 4, 5, 6]
    assert counted(run) == (6, 6)


def test_a_sweep_whose_worker_is_killed_is_done_once_by_the_next():
    run, (first, second) = offered_to_first()
    _run_all()
    overdue(first)
    waiting.sweep()
    job = Job.objects.get(kind=waiting.SETTLE)
    died = _elsewhere(job, "job.before_commit")
    assert died == -9
    first.refresh_from_db()
    assert first.state == "offered", "nothing of it was kept"
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    waiting.sweep()  # beat goes on meanwhile
    assert _elsewhere(job, "") == 0
    _run_all()
    for entry, state in ((first, "expired"), (second, "offered")):
        entry.refresh_from_db()
        assert entry.state == state
    assert counted(run) == (1, 1)
    assert Notification.objects.filter(recipient=first.user, key__endswith="expired").count() == 1
    assert Notification.objects.filter(recipient=second.user).count() == 1


def _run_all():
    while (job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").first()) is not None:
        job_services.run(job.pk)


def _elsewhere(job, point):
    """The exit code of a process of its own that does ``job``."""
    address = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": address._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "SIJAWARA_FAULT_POINT": point,
    }
    command = [sys.executable, "-m", "tests.lms.enrolment.kill_driver", str(job.pk)]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False, timeout=120).returncode
