"""What catalogue sources register."""

from core.admin.panels import register_panel
from core.roles import LIBRARIAN, register_role_permissions
from core.services.notifications import register_category
from elibrary.admin.sources import import_source
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.models.catalogue_import import CatalogueImport
from elibrary.services import source_runs
from elibrary.services.librarians import CATEGORY


def register() -> None:
    register_role_permissions(
        LIBRARIAN, "elibrary.view_cataloguesource", "elibrary.add_cataloguesource", "elibrary.change_cataloguesource"
    )
    register_category(CATEGORY, label="Katalog yang datang dari penerbit", optional=True, for_staff=True)
    register_panel(CatalogueImport, "source", import_source)
    import_checked.connect(source_runs.checked)
    import_refused.connect(source_runs.refused)
