"""What invitations and the import of people register with the rest of the site."""

from core.personal_data import register_personal_data
from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from courses.run_links import register_run_link
from lms.invitations.personal_data import InvitationData


def register() -> None:
    register_personal_data(InvitationData(), order=150)
    register_run_link("Impor peserta", "impor-peserta:add", "upload", "lms.add_peopleimport", query="kelas", order=50)
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(
            role, "lms.add_peopleimport", "lms.view_peopleimport", "lms.view_invitation", "lms.change_invitation"
        )
