"""A class under way, with all that the rules of the home look at."""

import datetime as dt
from dataclasses import dataclass, field

from courses.models.run import CourseRun
from courses.models.session import RunSession
from lms.selectors_learning import Checklist


@dataclass(frozen=True)
class ClassUnderWay:
    """``meetings`` are those that aren't over, the next first; ``last_active`` is when the person last did something."""

    checklist: Checklist
    last_active: dt.datetime
    meetings: list[RunSession] = field(default_factory=list)

    @property
    def run(self) -> CourseRun:
        return self.checklist.enrolment.run
