"""What catalogue imports and offers register."""

from core.messages.attachments import register_attachments
from core.messages.services import register_category
from core.people.roles import LIBRARIAN, register_role_permissions
from elibrary.catalogue.services.mail import CATEGORY, catalogue_report_of


def register() -> None:
    register_role_permissions(
        LIBRARIAN,
        "elibrary.add_catalogueimport",
        "elibrary.view_catalogueimport",
        "elibrary.change_offer",
        "elibrary.view_offer",
    )
    register_category(CATEGORY, label="Laporan katalog bagi penerbit", optional=False)
    register_attachments(CATEGORY, catalogue_report_of)
