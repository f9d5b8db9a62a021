"""A roster has left the house as a spreadsheet."""

from typing import Any

from django.db import transaction

from core.models.processing import ProcessingEntry
from core.services import audit, processing
from courses.models.run import CourseRun


@transaction.atomic
def roster_exported(*, run: CourseRun, people: list[int], by: Any) -> None:
    """One audit row for the file, one row of the processing log for each account (by key) that stands in it."""
    audit.record(actor=by, action="lms.roster.exported", subject=run, after={"people": len(people)})
    processing.log_all(people=people, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="daftar peserta kelas")
