from core.imports.driver import register_import
from elibrary.cataloguing.services.slims_import import SLIMS

register_import(SLIMS)
