"""Writes attendance: check-in by the participant's code, or marks by staff."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log, processing_log
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.attendance import checkin
from lms.attendance.errors import NotInThisClass
from lms.attendance.models import Attendance
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import IN_CLASS, people_in
from lms.users.models import User

WHAT = "kehadiran"


@dataclass(frozen=True)
class Marked:
    added: int
    removed: int


@transaction.atomic
def check_in(*, enrolment: Enrolment, session: RunSession, method: Attendance.Method) -> tuple[Attendance, bool]:
    """Record attendance once; return the row and whether it is new. A repeated check-in (double tap, QR and digits) changes
    nothing.

    The caller has verified the code (``lms.attendance.checkin``). Raises NotInThisClass, EnrolmentEnded or RunCancelled.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("user", "run").get(pk=enrolment.pk)
    if enrolment.run_id != session.run_id:
        raise NotInThisClass
    if enrolment.state not in IN_CLASS:
        raise EnrolmentEnded
    if enrolment.run.is_cancelled:
        raise RunCancelled
    attendance, created = Attendance.objects.get_or_create(enrolment=enrolment, session=session, defaults={"method": method})
    if created:
        _record("taken", enrolment, session, method, by=enrolment.user)
    return attendance, created


@transaction.atomic
def attendance_mark(*, session: RunSession, present: Collection[int], absent: Collection[int], by: User) -> Marked:
    """Staff tick people (``present``, keys of enrolments) and untick others; what already is so stays as it is.

    People in neither are unchanged: they may have checked in since the form was loaded. The rows concerned are
    locked as they are for a check-in. Keys of another class are ignored. Raises RunCancelled, or checkin.TooEarly before
    the meeting. An issued certificate stays valid; revoking it is a separate service.
    """
    if CourseRun.objects.get(pk=session.run_id).is_cancelled:
        raise RunCancelled
    if timezone.now() < checkin.opens_at(session):
        raise checkin.TooEarly(checkin.opens_at(session))
    concerned = _locked(session, {*present, *absent})
    noted = {one.enrolment_id: one for one in Attendance.objects.filter(session=session, enrolment__in=concerned)}
    added = [person for person in concerned if person.pk in present and person.pk not in noted]
    removed = [person for person in concerned if person.pk in absent and person.pk in noted]
    Attendance.objects.bulk_create(
        Attendance(enrolment=person, session=session, method=Attendance.Method.STAFF, taken_by=by) for person in added
    )
    Attendance.objects.filter(pk__in=[noted[person.pk].pk for person in removed]).delete()
    _record_marks(session, noted, added, removed, by)
    return Marked(len(added), len(removed))


@transaction.atomic
def attendance_exported(*, run: CourseRun, by: User, kind: str) -> int:
    """Audit the export of a run's list of names (``kind``: "xlsx", "pdf"); return the number of people."""
    people = [enrolment.user for enrolment in people_in(run=run)]
    for person in people:
        processing_log.log(person=person, actor=by, kind="export", what=WHAT)
    audit_log.record(actor=by, action="lms.attendance.exported", subject=run, after={"kind": kind, "people": len(people)})
    return len(people)


def _locked(session: RunSession, keys: Collection[int]) -> list[Enrolment]:
    """The enrolments of this run among ``keys``, locked in the order of primary keys to avoid deadlocks."""
    people = Enrolment.objects.select_for_update(of=("self",)).select_related("user")
    return list(people.filter(pk__in=keys, run=session.run_id, state__in=IN_CLASS).order_by("pk"))


def _record_marks(
    session: RunSession, noted: dict[int, Attendance], added: list[Enrolment], removed: list[Enrolment], by: User
) -> None:
    for person in added:
        _record("taken", person, session, Attendance.Method.STAFF, by=by)
    for person in removed:
        _record("removed", person, session, noted[person.pk].method, by=by)
    for person in (*added, *removed):
        processing_log.log(person=person.user, actor=by, kind="correct", what=WHAT)


def _record(what: str, enrolment: Enrolment, session: RunSession, method: str, *, by: User) -> None:
    audit_log.record(
        actor=by,
        action=f"lms.attendance.{what}",
        subject=enrolment,
        after={"session": session.pk, "method": str(method)},
    )
