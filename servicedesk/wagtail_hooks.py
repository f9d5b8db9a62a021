"""Hooks of the subjects."""

import servicedesk.feedback.wagtail_hooks  # noqa: F401 - registers what it defines
