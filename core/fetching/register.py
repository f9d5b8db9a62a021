"""Who may say from which hosts this site fetches."""

from core.people.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    register_role_permissions(ADMINISTRATOR, *(f"core.{verb}_allowedhost" for verb in ("view", "add", "change", "delete")))
