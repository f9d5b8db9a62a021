"""Permissions on the outbox, and its personal data."""

from core.messages.personal_data import MessageData
from core.people.roles import ADMINISTRATOR, register_role_permissions
from core.personal_data.registry import register_personal_data


def register() -> None:
    register_personal_data(MessageData(), order=100)
    register_role_permissions(ADMINISTRATOR, "core.view_notification", "core.change_notification")
