"""Participants, enrolments and what they have done."""

import factory

from courses.content.selectors import lessons_of
from courses.opinions.services import Answers
from lms.certificates.models import Certificate
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.learning.services.progress import lesson_complete
from lms.opinions.services import evaluation_submit
from lms.users.models import User
from tests.factories.courses import CourseRunFactory


class LearnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"siti{n}@example.id")
    full_name = "Siti Nur'aini"


def enrolled(**run_fields: object) -> Enrolment:
    return enrolment_create(user=LearnerFactory(), run=CourseRunFactory(**run_fields))


def lessons_read(enrolment: Enrolment) -> Enrolment:
    for lesson in lessons_of(course=enrolment.run.course):
        lesson_complete(enrolment=enrolment, lesson=lesson)
    return enrolment


def good_answers(enrolment: Enrolment) -> Answers:
    questions = enrolment.run.evaluation_form.questions.all()
    return {question: 4 if question.kind == "scale" else "Bagus" for question in questions}


def certified(**run_fields: object) -> Certificate:
    enrolment = lessons_read(enrolled(**run_fields))
    certificate = evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    assert certificate is not None
    return certificate
