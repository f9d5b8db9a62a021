"""What needs a review, on the front page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from core.publishing.reviews.rules import Stage, due_in_words
from core.publishing.reviews.selectors import DueReview, due_reviews_of

LINES = 8


class ReviewsPanel(Component):
    """The most urgent pages of this person and how many there are; nothing where nothing is due."""

    name = "reviews"
    template_name = "core/publishing/reviews/panel.html"
    order = 205

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        today = timezone.localdate()
        found = due_reviews_of(parent_context["request"].user, today=today)
        lines = [
            {"page": each.page, "due": each.due, "words": due_in_words(each.due, today=today)} for each in found[:LINES]
        ]
        return {
            "overdue": sum(each.stage == Stage.OVERDUE for each in found),
            "near": sum(each.stage != Stage.OVERDUE for each in found),
            "lines": lines,
            "more": len(found) - len(lines),
            "boards": _boards(found),
        }


def _boards(found: list[DueReview]) -> list[str]:
    """The lists of these kinds of page."""
    return sorted({each.page.review_board for each in found if each.page.review_board})
