"""A run full of people at every stage."""

from courses.content.selectors import lessons_of
from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.learning.services.progress import lesson_complete
from lms.profile.models.profile import Profile
from tests.factories.courses import CourseRunFactory, course
from tests.factories.lms import UserFactory


def person_in(
    run: CourseRun, name: str = "Siti Aminah", regency: str = "35.78", read: int = 0, **fields: object
) -> Enrolment:
    """Somebody of ``regency`` who has done the first ``read`` lessons."""
    user = UserFactory(full_name=name, **fields)
    Profile.objects.create(user=user, regency=regency)
    enrolment = enrolment_create(user=user, run=run)
    for lesson in lessons_of(course=run.course)[:read]:
        lesson_complete(enrolment=enrolment, lesson=lesson)
    return enrolment


def two_runs(lessons: int = 2, **target_fields: object) -> tuple[CourseRun, CourseRun]:
    """Two runs of one course; the fields are those of the second."""
    here = CourseRunFactory(course=course(lessons=lessons))
    return here, CourseRunFactory(course=here.course, **target_fields)
