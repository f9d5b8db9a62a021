"""What attempts and test results register with the rest of the site."""

from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_run_link
from lms.assessment.personal_data import AttemptData, ExtraAttemptData
from lms.assessment.selectors.attempts import TEST
from lms.assessment.services.attempts import attempts_end
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.signals import enrolment_ended
from lms.learning.completion import register_criterion


def register() -> None:
    register_personal_data(AttemptData(), order=160)
    register_personal_data(ExtraAttemptData(), order=170)
    register_criterion(TEST, order=20)
    register_run_link("Hasil tes", "lms_test:results", "clipboard-list", "lms.view_attempt", order=30)
    enrolment_ended.connect(_end_attempts, dispatch_uid="lms.assessment.end_attempts")
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER):
        register_role_permissions(role, "lms.view_attempt", "lms.add_extraattempt")


def _end_attempts(enrolment: Enrolment, **kwargs: object) -> None:
    attempts_end(enrolment=enrolment)
