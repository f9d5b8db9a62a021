"""What catalogue sources register."""

from core.admin.panels import register_panel
from core.messages.services import register_category
from core.people.roles import LIBRARIAN, register_role_permissions
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.sources.admin import import_source
from elibrary.sources.services import checked_imports
from elibrary.sources.services.notices import CATEGORY


def register() -> None:
    register_role_permissions(
        LIBRARIAN, "elibrary.view_cataloguesource", "elibrary.add_cataloguesource", "elibrary.change_cataloguesource"
    )
    register_category(CATEGORY, label="Katalog yang datang dari penerbit", optional=True, for_staff=True)
    register_panel(CatalogueImport, "source", import_source)
    import_checked.connect(checked_imports.checked)
    import_refused.connect(checked_imports.refused)
