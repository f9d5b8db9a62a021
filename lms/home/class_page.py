"""Data of a run's pages, read in one database round trip instead of four."""

from dataclasses import dataclass
from typing import Any

from core.django_patches.compiled_query import fetch_together
from courses.runs.selectors import meetings_by_run
from lms.assessment.selectors.attempts import attempts_query, standing_from
from lms.attendance.selectors import attendance_query, meetings_from
from lms.discussion.selectors import ClassDiscussion, discussion_from, discussion_queries
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.completion import Step
from lms.learning.selectors import Checklist, checklist_from, progress_query


@dataclass(frozen=True)
class ClassHome:
    checklist: Checklist
    meetings: list[Any]
    discussion: ClassDiscussion


def class_home_of(*, enrolment: Enrolment) -> ClassHome:
    queries = {"progress": progress_query(enrolment=enrolment), **discussion_queries(enrolment=enrolment)}
    if meetings := meetings_by_run([enrolment.run_id])[enrolment.run_id]:
        queries["noted"] = attendance_query(enrolment=enrolment)
    if (attempts := attempts_query(enrolment=enrolment)) is not None:
        queries["attempts"] = attempts
    read = fetch_together(**queries)
    test = None if attempts is None else standing_from(enrolment=enrolment, attempts=read["attempts"])
    return ClassHome(
        checklist_from(enrolment=enrolment, progress=read["progress"], standings={Step.TEST: test}),
        meetings_from(enrolment=enrolment, meetings=meetings, noted=read.get("noted", [])),
        discussion_from(announcements=read["announcements"], counts=read["discussion"]),
    )
