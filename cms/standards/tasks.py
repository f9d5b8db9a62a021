"""Job handlers of the import of standards."""

from cms.standards.services.imports import STANDARDS
from core.imports.driver import register_import

register_import(STANDARDS)
