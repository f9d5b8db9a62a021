"""What catalogue sources register."""

from core.roles import LIBRARIAN, register_role_permissions
from core.services.notifications import register_category
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.services import source_runs
from elibrary.services.librarians import CATEGORY


def register() -> None:
    register_role_permissions(
        LIBRARIAN, "elibrary.view_cataloguesource", "elibrary.add_cataloguesource", "elibrary.change_cataloguesource"
    )
    register_category(CATEGORY, label="Katalog yang datang dari penerbit", optional=True, for_staff=True)
    import_checked.connect(source_runs.checked)
    import_refused.connect(source_runs.refused)
