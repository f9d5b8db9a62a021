"""Celery tasks and job handlers of core."""

import core.files.tasks
import core.jobs.tasks
import core.messages.tasks
import core.publishing.reviews.tasks
import core.publishing.tasks
import core.search.tasks  # noqa: F401 - registers what it defines
