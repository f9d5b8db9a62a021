"""What the roster registers with the rest of the site."""

from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_run_link
from lms.roster.personal_data import RosterData


def register() -> None:
    register_personal_data(RosterData(), order=50)
    register_run_link("Peserta", "lms_roster:index", "group", "lms.view_enrolment", order=10)
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER):
        register_role_permissions(role, "lms.add_runmessage")
