"""What the account rows register with the rest of the site."""

from core.messages.services import register_category
from core.people.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    register_category("akun", label="Akun dan keamanan", optional=False)
    register_role_permissions(
        ADMINISTRATOR,
        "lms.add_user",
        "lms.change_user",
        "lms.view_user",
        "auth.add_group",
        "auth.change_group",
        "auth.delete_group",
        "auth.view_group",
    )
