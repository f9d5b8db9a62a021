"""Gathers the models of servicedesk: Django looks for them here."""

from servicedesk.feedback.models import PageFeedback

__all__ = [
    "PageFeedback",
]
