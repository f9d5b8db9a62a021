"""Marks have left the house as a spreadsheet."""

from django.db import transaction

from core.models.processing import ProcessingEntry
from core.services import audit, processing
from courses.models.run import CourseRun
from lms.models.user import User
from lms.selectors_attendance import people_in


@transaction.atomic
def marks_exported(*, run: CourseRun, by: User) -> None:
    """One audit row for the file, one row of the processing log for each person that stands in it."""
    people = list(people_in(run=run).values_list("user_id", flat=True))
    audit.record(actor=by, action="lms.marks.exported", subject=run, after={"people": len(people)})
    processing.log_all(people=people, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="nilai tes")
