"""What orders register."""

from core.admin.panels import register_action
from core.messages.attachments import register_attachments
from core.messages.services import register_category
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, LIBRARIAN, register_role_permissions
from elibrary.ordering.admin.order_offer import ORDER_OFFER
from elibrary.ordering.services import notices
from elibrary.ordering.services.letters import CATEGORY, attachments


def register() -> None:
    _grant()
    register_category(CATEGORY, label="Surat pesanan kepada penerbit", optional=False)
    register_category(notices.CATEGORY, label="Langkah pesanan buku", optional=False, for_staff=True)
    register_attachments(CATEGORY, attachments)
    register_action(ORDER_OFFER)


def _grant() -> None:
    """Which steps a role takes is the office's policy (OrderPolicy); these permissions limit the roles it may name."""
    steps = ("elibrary.submit_order", "elibrary.approve_order", "elibrary.send_order")
    reads = ("elibrary.view_order", "elibrary.view_budget", "elibrary.view_orderpolicy")
    register_role_permissions(LIBRARIAN, *reads, *steps, "elibrary.add_order", "elibrary.change_order")
    register_role_permissions(CURRICULUM_ANALYST, *reads, *steps, "elibrary.view_offer")
    register_role_permissions(
        ADMINISTRATOR,
        *reads,
        "elibrary.approve_order",
        "elibrary.add_budget",
        "elibrary.change_budget",
        "elibrary.change_orderpolicy",
    )
