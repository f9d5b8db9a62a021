"""Job handlers of cms."""

from cms.services.standards_import import STANDARDS
from core.imports.driver import register_import

register_import(STANDARDS)
