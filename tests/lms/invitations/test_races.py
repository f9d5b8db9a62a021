"""What several people, or one impatient one, do with lists of people at the same moment; on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from core.audit.models import AuditEntry
from core.imports import services as imports
from core.imports.driver import request_apply
from core.imports.kinds import kind_of
from core.imports.models import ImportRun
from core.imports.reading import read
from core.jobs import services as jobs
from core.jobs.models import Job
from core.messages.models import Notification
from core.people import roles
from lms.consents.models import Consent
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.invitations.links import LinkUsed
from lms.invitations.models import Invitation, PeopleImport
from lms.invitations.services.invitations import TooSoon, invitation_accept, invitation_resend
from lms.invitations.services.people_apply import apply_person
from lms.invitations.services.people_import import _content
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import PASSWORD, make_staff
from tests.lms.invitations.sheets import brought_in, sheet, uploaded
from tests.lms.invitations.test_invitations import invited, pass_time

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PEOPLE = [(f"Orang {n}", f"orang{n}@example.org", "", "Surabaya", f"08123456700{n}") for n in range(4)]


def at_once(do: Callable[[int], Any]) -> Counter[str]:
    def attempt(number: int) -> str:
        try:
            do(number)
            return "done"
        except (imports.AlreadyChecking, imports.WrongState, LinkUsed, TooSoon) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        return Counter(pool.map(attempt, range(6)))


def everybody() -> tuple[int, ...]:
    people = User.objects.filter(email__endswith="@example.org")
    return (
        people.count(),
        Invitation.objects.filter(user__in=people).count(),
        Notification.objects.filter(recipient__in=people).count(),
    )


def test_six_workers_on_one_run_import_each_person_once() -> None:
    course_run = CourseRunFactory(quota=10)
    run = uploaded(sheet(PEOPLE), course_run=course_run)
    taps = at_once(lambda _: request_apply(run=run, chosen=[], by=run.uploaded_by))
    assert taps == {"done": 1, "WrongState": 5}
    run.refresh_from_db()
    records = list(_content(run, read(kind_of(run), run).value).records.values())

    def all_of_them(number: int) -> None:
        for record in records[number % 4 :] + records[: number % 4]:
            apply_person(run=run, record=record, course_run=course_run)

    assert at_once(all_of_them) == {"done": 6}
    assert everybody() == (4, 4, 4)
    assert (Enrolment.objects.count(), RunSeats.objects.get().taken) == (4, 4)
    for job in Job.objects.filter(kind="lms.people_apply", state=Job.State.QUEUED):
        jobs.run(job.pk)
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    assert AuditEntry.objects.filter(action="core.import.applied").count() == 1


def test_six_files_with_the_same_people_at_once_open_each_account_once() -> None:
    contents = [sheet([*PEOPLE, (f"Lain {n}", f"lain{n}@example.org", "", "Batu", "")]) for n in range(6)]
    runs = [uploaded(content) for content in contents]
    for run in runs:
        request_apply(run=run, chosen=[], by=run.uploaded_by)
    waiting = list(Job.objects.filter(kind="lms.people_apply", state=Job.State.QUEUED))
    assert at_once(lambda number: jobs.run(waiting[number].pk)) == {"done": 6}
    assert set(PeopleImport.objects.values_list("state", flat=True)) == {ImportRun.State.APPLIED}
    assert everybody() == (10, 10, 10)


def test_two_files_into_one_class_never_take_more_seats_than_there_are() -> None:
    course_run = CourseRunFactory(quota=5)
    halves = [[(f"Orang {n}", f"o{half}{n}@example.org", "", "Batu", "") for n in range(4)] for half in range(2)]
    for run in [uploaded(sheet(rows), course_run=course_run) for rows in halves]:
        request_apply(run=run, chosen=[], by=run.uploaded_by)
    waiting = list(Job.objects.filter(kind="lms.people_apply", state=Job.State.QUEUED))
    at_once(lambda number: jobs.run(waiting[number % 2].pk))
    assert (Enrolment.objects.count(), RunSeats.objects.get().taken, everybody()[0]) == (5, 5, 8)


def test_six_taps_on_yes_open_one_account() -> None:
    invitation = invited()
    outcomes = at_once(
        lambda _: invitation_accept(
            invitation=invitation, password=PASSWORD, consent_version="2026-11", class_data_version=None
        )
    )
    assert outcomes == {"done": 1, "LinkUsed": 5}
    assert Consent.objects.filter(user=invitation.user).count() == 1


def test_six_taps_on_send_again_send_once() -> None:
    invitation = invited()
    pass_time(invitation)
    by = make_staff(roles.ADMINISTRATOR)
    assert at_once(lambda _: invitation_resend(invitation=invitation, by=by)) == {"done": 1, "TooSoon": 5}
    assert Notification.objects.filter(recipient=invitation.user).count() == 2


def test_a_yes_while_the_account_is_brought_in_again_keeps_both_right() -> None:
    brought_in(PEOPLE)
    invitation = Invitation.objects.get(user__email="orang0@example.org")
    course_run = CourseRunFactory(quota=3)
    run = uploaded(sheet(PEOPLE[:1]), course_run=course_run)
    request_apply(run=run, chosen=[], by=run.uploaded_by)
    job = Job.objects.get(kind="lms.people_apply", state=Job.State.QUEUED)

    def either(number: int) -> None:
        if number % 2:
            jobs.run(job.pk)
        else:
            invitation_accept(invitation=invitation, password=PASSWORD, consent_version="2026-11", class_data_version=None)

    assert at_once(either)["LinkUsed"] == 2
    invitation.user.refresh_from_db()
    assert invitation.user.is_active
    assert (Enrolment.objects.count(), RunSeats.objects.get().taken) == (1, 1)
