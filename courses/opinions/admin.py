"""Evaluations on the screens of staff."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from courses.results import MINIMUM_SUBMISSIONS, question_results, submission_count, text_answers


class ResultsPanel(Component):
    """Answers of a run on its page, shown from so many submissions on that none can be traced to a person."""

    template_name = "courses/admin/run_results.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        run, request = parent_context["run"], parent_context["request"]
        submissions = submission_count(run=run)
        context: dict[str, Any] = {
            "submissions": submissions,
            "minimum": MINIMUM_SUBMISSIONS,
            "enough": submissions >= MINIMUM_SUBMISSIONS,
        }
        if context["enough"]:
            context["results"] = question_results(run=run)
            context["page_obj"] = text_answers(run=run, number=request.GET.get("p"))
        return context
