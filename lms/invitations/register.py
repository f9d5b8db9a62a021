"""What invitations and the import of people register with the rest of the site."""

from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from core.personal_data.registry import register_personal_data
from courses.runs.registry import register_run_link
from lms.accounts.mail_handlers import register_mail_handler
from lms.invitations.personal_data import InvitationData
from lms.invitations.services.invitations import invitation_renew

# A sign-up or password reset with a pending invitation resends the invitation.
_HANDLED_TEMPLATES = tuple(
    f"account/email/{name}" for name in ("account_already_exists", "password_reset_code", "unknown_account")
)


def register() -> None:
    register_personal_data(InvitationData(), order=150)
    register_mail_handler(_HANDLED_TEMPLATES, invitation_renew)
    register_run_link("Impor peserta", "impor-peserta:add", "upload", "lms.add_peopleimport", query="kelas", order=50)
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(
            role, "lms.add_peopleimport", "lms.view_peopleimport", "lms.view_invitation", "lms.change_invitation"
        )
