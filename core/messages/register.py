"""Who may look at the outbox and send a message again."""

from core.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    register_role_permissions(ADMINISTRATOR, "core.view_notification", "core.change_notification")
