"""What catalogue imports and offers register."""

from core.roles import LIBRARIAN, register_role_permissions
from core.services.attachments import register_attachments
from core.services.notifications import register_category
from elibrary.services.catalogue_mail import CATEGORY, catalogue_report_of


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
