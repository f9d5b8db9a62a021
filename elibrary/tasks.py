"""Job handlers of elibrary."""

import elibrary.books.tasks
import elibrary.catalogue.tasks
import elibrary.deliveries.tasks
import elibrary.reading.tasks
import elibrary.sources.tasks  # noqa: F401 - registers what it defines
from core.imports.driver import register_import
from elibrary.catalogue.services import imports
from elibrary.cataloguing.services import slims_import

register_import(imports.CATALOGUE)


register_import(slims_import.SLIMS)
