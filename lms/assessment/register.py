"""What attempts and test results register with the rest of the site."""

from core.personal_data import register_personal_data
from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
from courses.run_links import register_run_link
from lms.assessment.personal_data import AttemptData, ExtraAttemptData
from lms.completion import register_criterion
from lms.selectors_attempts import TEST


def register() -> None:
    register_personal_data(AttemptData(), order=160)
    register_personal_data(ExtraAttemptData(), order=170)
    register_criterion(TEST, order=20)
    register_run_link("Hasil tes", "lms_test:results", "clipboard-list", "lms.view_attempt", order=30)
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER):
        register_role_permissions(role, "lms.view_attempt", "lms.add_extraattempt")
