"""What wishes register."""

from core.messages.services import register_category
from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN, register_role_permissions
from core.personal_data.registry import register_personal_data
from elibrary.books.signals import book_published
from elibrary.deliveries.signals import book_joined, book_parted
from elibrary.ordering.signals import line_delivered, lines_released
from elibrary.wishes import receivers
from elibrary.wishes.personal_data import WishData
from elibrary.wishes.services.wishes import CATEGORY


def register() -> None:
    register_role_permissions(LIBRARIAN, "elibrary.view_wish", "elibrary.add_wish", "elibrary.change_wish")
    register_role_permissions(CURRICULUM_ANALYST, "elibrary.view_wish", "elibrary.add_wish")
    register_category(CATEGORY, label="Kabar tentang buku yang Anda usulkan", optional=True)
    register_personal_data(WishData(), order=65)
    line_delivered.connect(receivers.line_came)
    lines_released.connect(receivers.lines_not_bought)
    book_published.connect(receivers.book_opened)
    book_joined.connect(receivers.book_came)
    book_parted.connect(receivers.book_was_another)
