"""Imports the tasks of the subjects: Celery and the job registry look for them here."""

import courses.questions.tasks  # noqa: F401 - registers what it defines
