"""Imports the tasks of the subjects: Celery and the job registry look for them here."""

import cms.standards.tasks  # noqa: F401 - registers what it defines
