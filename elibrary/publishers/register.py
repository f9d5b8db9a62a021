"""What publishers register."""

from core.people.roles import LIBRARIAN, register_role_permissions


def register() -> None:
    register_role_permissions(LIBRARIAN, "elibrary.view_publisher", "elibrary.add_publisher", "elibrary.change_publisher")
