"""Audit entries of an export of marks."""

from django.db import transaction

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from courses.runs.models.run import CourseRun
from lms.enrolment.selectors.enrolments import people_in
from lms.users.models import User


@transaction.atomic
def marks_exported(*, run: CourseRun, by: User) -> None:
    """One audit entry for the file, one processing-log entry for each person in it."""
    people = list(people_in(run=run).values_list("user_id", flat=True))
    audit_log.record(actor=by, action="lms.marks.exported", subject=run, after={"people": len(people)})
    processing_log.log_all(people=people, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="nilai tes")
