"""What books register."""

from core.people.roles import LIBRARIAN, register_role_permissions


def register() -> None:
    register_role_permissions(
        LIBRARIAN, "elibrary.view_book", "elibrary.add_book", "elibrary.change_book", "elibrary.publish_book"
    )
