"""Staff screens of evaluations: forms and the results of a run."""

from typing import TypedDict

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import InUseDeleteView
from core.admin.spreadsheet_export import WorkbookIndexView
from courses.opinions.models import EvaluationForm
from courses.opinions.selectors import MINIMUM_SUBMISSIONS, question_results, submission_count, text_answers
from courses.runs.models.run import CourseRun


class RunContext(TypedDict):
    """Context of the panels of a run (``courses.runs.registry.panels``)."""

    run: CourseRun
    request: HttpRequest


class ResultsPanel(Component):
    """Results of a run, shown from ``MINIMUM_SUBMISSIONS`` on, so that answers are not attributable to a person."""

    template_name = "courses/opinions/admin/run_results.html"

    def get_context_data(self, parent_context: RunContext) -> dict[str, object]:
        run, request = parent_context["run"], parent_context["request"]
        submissions = submission_count(run=run)
        context: dict[str, object] = {
            "submissions": submissions,
            "minimum": MINIMUM_SUBMISSIONS,
            "enough": submissions >= MINIMUM_SUBMISSIONS,
        }
        if context["enough"]:
            context["results"] = question_results(run=run)
            context["page_obj"] = text_answers(run=run, number=request.GET.get("p"))
        return context


class EvaluationFormIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[EvaluationForm]:
        return super().get_base_queryset().prefetch_related("questions")


class EvaluationFormViewSet(ModelViewSet):
    model = EvaluationForm
    icon = "form"
    menu_label = "Formulir evaluasi"
    menu_name = "formulir-evaluasi"
    url_prefix = "pelatihan/evaluasi"
    url_namespace = "courses_evaluation"
    delete_view_class = InUseDeleteView
    index_view_class = EvaluationFormIndexView
    list_display = ["name"]
    list_export = ["name", "questions_label"]
    export_headings = {"questions_label": "Pertanyaan"}
    export_filename = "formulir-evaluasi"
    search_fields = ["name"]
    search_backend_name = None
