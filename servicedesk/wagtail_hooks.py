"""Readers' answers beside the pages they are about."""

import servicedesk.feedback.wagtail_hooks  # noqa: F401 - registers what it defines
