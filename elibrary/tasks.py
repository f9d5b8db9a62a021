"""Job handlers of elibrary."""

import elibrary.books.tasks
import elibrary.catalogue.tasks
import elibrary.cataloguing.tasks
import elibrary.deliveries.tasks
import elibrary.reading.tasks
import elibrary.sources.tasks  # noqa: F401 - registers what it defines
