"""Evaluations on the screens of staff."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import InUseDeleteView
from courses.opinions.models import EvaluationForm
from courses.opinions.selectors import MINIMUM_SUBMISSIONS, question_results, submission_count, text_answers


class ResultsPanel(Component):
    """Answers of a run on its page, shown from so many submissions on that none can be traced to a person."""

    template_name = "courses/opinions/admin/run_results.html"

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


class EvaluationFormViewSet(ModelViewSet):
    model = EvaluationForm
    icon = "form"
    menu_label = "Formulir evaluasi"
    menu_name = "formulir-evaluasi"
    url_prefix = "pelatihan/evaluasi"
    url_namespace = "courses_evaluation"
    delete_view_class = InUseDeleteView
    list_display = ["name"]
    search_fields = ["name"]
    search_backend_name = None
