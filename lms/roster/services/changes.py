"""Bulk moves and removals: ordered in the request, executed by a job, with a verdict per person."""

import uuid
from collections.abc import Callable, Iterable

from django.db import transaction

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from courses.runs.models.run import CourseRun
from lms.enrolment.errors import (
    AlreadyCompleted,
    AlreadyThere,
    EnrolmentEnded,
    MovedMeanwhile,
    OtherCourse,
    RunCancelled,
    RunFull,
)
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.moving import enrolment_move, enrolment_take_out
from lms.roster.models import RosterChange, RosterLine
from lms.roster.selectors import chosen_among
from lms.users.models import User

JOB = "lms.change_roster"
Verdict = RosterLine.Verdict
VERDICTS: dict[type[Exception], RosterLine.Verdict] = {
    AlreadyThere: Verdict.ALREADY_THERE,
    AlreadyCompleted: Verdict.COMPLETED,
    MovedMeanwhile: Verdict.ELSEWHERE,
    EnrolmentEnded: Verdict.LEFT,
    RunCancelled: Verdict.CANCELLED,
    RunFull: Verdict.FULL,
}


class ReasonMissing(ValueError):
    """A removal needs a reason, which is sent to the people."""


def move_order(*, run: CourseRun, target: CourseRun, enrolments: Iterable[int], by: User, token: uuid.UUID) -> RosterChange:
    """Order the move of those of ``enrolments`` (keys) that are in ``run`` to ``target``. Raises OtherCourse."""
    if run.course_id != target.course_id:
        raise OtherCourse
    change = RosterChange(token=token, kind=RosterChange.Kind.MOVE, run=run, target=target, author=by)
    return _order(change, enrolments)


def take_out_order(*, run: CourseRun, reason: str, enrolments: Iterable[int], by: User, token: uuid.UUID) -> RosterChange:
    """Order the removal of those of ``enrolments`` (keys) that are in ``run``. Raises ReasonMissing."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    change = RosterChange(token=token, kind=RosterChange.Kind.TAKE_OUT, run=run, reason=reason, author=by)
    return _order(change, enrolments)


@transaction.atomic
def _order(change: RosterChange, enrolments: Iterable[int]) -> RosterChange:
    """Idempotent by ``token``: the same form sent again returns the existing change."""
    stored, created = RosterChange.objects.get_or_create(
        token=change.token,
        defaults={name: getattr(change, name) for name in ("kind", "run", "target", "reason", "author")},
    )
    if not created:
        return stored
    found = chosen_among(run=stored.run, enrolments=enrolments).order_by("pk").values_list("pk", flat=True)
    lines = RosterLine.objects.bulk_create(RosterLine(change=stored, enrolment_id=pk) for pk in found)
    after = {"kind": stored.kind, "people": len(lines), "run": str(stored.run.public_id)}
    audit_log.record(actor=stored.author, action="lms.roster.changed", subject=stored, after=after)
    enqueue(kind=JOB, subject=f"roster-change:{stored.pk}", payload={"change": stored.pk}, requested_by=stored.author)
    return stored


def change_execute(job: JobRun, *, change_id: int) -> None:
    """Process each line in its own transaction, with its verdict. A restarted job continues with open lines."""
    change = RosterChange.objects.select_related("run__course", "target__course", "author").get(pk=change_id)
    waiting = list(change.lines.filter(verdict=Verdict.WAITING).values_list("pk", flat=True))
    for done, line_id in enumerate(waiting, start=1):
        _settle(change, line_id)
        if done % 20 == 0:
            job.progress(done, len(waiting), f"{done} dari {len(waiting)} peserta.")
    with job.completing("Selesai."):
        pass


@transaction.atomic
def _settle(change: RosterChange, line_id: int) -> None:
    line = RosterLine.objects.select_for_update().filter(pk=line_id, verdict=Verdict.WAITING).first()
    if line is None:  # another worker did it, or the account was erased
        return
    enrolment = Enrolment.objects.get(pk=line.enrolment_id)
    enrolment.run = change.run  # the run that staff saw; people moved since raise MovedMeanwhile
    try:
        with transaction.atomic():
            line.verdict = _act_of(change)(enrolment)
    except tuple(VERDICTS) as refusal:
        line.verdict = VERDICTS[type(refusal)]
    line.save(update_fields=["verdict"])


def _act_of(change: RosterChange) -> Callable[[Enrolment], RosterLine.Verdict]:
    def move(enrolment: Enrolment) -> RosterLine.Verdict:
        assert change.target is not None  # a constraint
        enrolment_move(enrolment=enrolment, target=change.target, by=change.author)
        return Verdict.MOVED

    def take_out(enrolment: Enrolment) -> RosterLine.Verdict:
        enrolment_take_out(enrolment=enrolment, by=change.author, reason=change.reason)
        return Verdict.TAKEN_OUT

    return move if change.kind == RosterChange.Kind.MOVE else take_out


@transaction.atomic
def roster_exported(*, run: CourseRun, people: list[int], by: User) -> None:
    """One audit entry for the file, one processing-log entry for each account (by key) in it."""
    audit_log.record(actor=by, action="lms.roster.exported", subject=run, after={"people": len(people)})
    processing_log.log_all(people=people, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="daftar peserta kelas")
