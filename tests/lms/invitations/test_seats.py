"""Enrolment by an import: seats, requirements and the enrolment window apply as usual."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit.models import AuditEntry
from core.imports import selectors as imports
from core.imports.models import ImportLine
from core.messages.models import Notification
from lms.enrolment.models.enrolment import Enrolment
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import ProfileFactory
from tests.lms.invitations.sheets import BUDI, SRI, applied, brought_in, sheet, uploaded

pytestmark = pytest.mark.django_db

Verdict = ImportLine.Verdict


def test_people_of_the_file_are_enrolled_and_existing_accounts_are_notified() -> None:
    run, member = CourseRunFactory(quota=5), ProfileFactory().user
    sent = brought_in([SRI, (member.full_name, member.email, "", "", "")], course_run=run)
    assert set(Enrolment.objects.filter(run=run).values_list("user__email", flat=True)) == {SRI[1], member.email}
    assert run.seats.taken == 2
    assert [mail.category for mail in Notification.objects.order_by("pk")] == ["akun", "kelas"]
    assert run.course.title in Notification.objects.get(address=SRI[1]).body_text
    created = AuditEntry.objects.filter(action="lms.enrolment.created")
    assert set(created.values_list("actor_id", flat=True)) == {sent.uploaded_by_id}
    again = uploaded(sheet([SRI, (member.full_name, member.email, "", "", "")]), course_run=run)
    assert not again.lines.filter(verdict__in=imports.CHANGES).exists()


def test_only_as_many_enter_as_there_are_seats_in_the_order_of_the_file() -> None:
    run = CourseRunFactory(quota=2)
    rows = [(f"Orang {n}", f"orang{n}@example.id", "", "Surabaya", "") for n in range(4)]
    sent = uploaded(sheet(rows), course_run=run)
    verdicts = [line.verdict for line in sent.lines.filter(part="Kelas")]
    assert verdicts == [Verdict.NEW, Verdict.NEW, Verdict.PROBLEM, Verdict.PROBLEM]
    applied(sent)
    assert list(Enrolment.objects.order_by("pk").values_list("user__email", flat=True)) == [
        "orang0@example.id",
        "orang1@example.id",
    ]
    assert User.objects.filter(email__startswith="orang").count() == 4


def test_a_run_that_filled_up_since_the_check_is_reported_per_person() -> None:
    run = CourseRunFactory(quota=1)
    sent = uploaded(sheet([SRI]), course_run=run)
    brought_in([BUDI], course_run=run)
    applied(sent)
    line = sent.lines.get(part="Kelas")
    assert (line.outcome, line.message) == ("skipped", "Kursi kelas ini habis.")
    assert sent.lines.get(part="Akun").outcome == "done"


def test_a_class_that_asks_for_more_than_the_file_has_leaves_the_person_to_complete_it() -> None:
    run = CourseRunFactory(requirements=["nik", "gender"])
    sent = brought_in([SRI], course_run=run)
    line = sent.lines.get(part="Kelas")
    assert line.verdict == Verdict.PROBLEM
    assert "Jenis kelamin" in line.message
    assert "NIK" not in line.message
    assert not Enrolment.objects.exists()
    assert User.objects.get(email=SRI[1]).invitation.course_run == run


def test_a_run_that_closed_meanwhile_enrols_no_person() -> None:
    run = CourseRunFactory()
    sent = uploaded(sheet([SRI]), course_run=run)
    run.enrolment_opens = timezone.now() - timedelta(days=2)
    run.enrolment_closes = timezone.now() - timedelta(days=1)
    run.save()
    applied(sent)
    assert sent.lines.get(part="Kelas").outcome == "skipped"
    assert not Enrolment.objects.exists()
