"""A run full of people at every stage."""

from courses.models.run import CourseRun
from courses.selectors import lessons_of
from lms.models.enrolment import Enrolment
from lms.models.profile import Profile
from lms.services.enrolment import enrolment_create
from lms.services.learning import lesson_complete
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
