"""The menu "Pelatihan": classes with their results, and evaluation forms."""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from courses.models import CourseRun, EvaluationForm
from courses.results import MINIMUM_SUBMISSIONS, question_results, submission_count, text_answers


class CourseRunResultsView(InspectView):
    """A run with what its participants said. Shown from a number of submissions on that hides the single one."""

    template_name = "courses/admin/run_results.html"
    page_title = "Hasil evaluasi"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        submissions = submission_count(run=self.object)
        context |= {"submissions": submissions, "minimum": MINIMUM_SUBMISSIONS, "enough": submissions >= MINIMUM_SUBMISSIONS}
        if context["enough"]:
            context["results"] = question_results(run=self.object)
            context["page_obj"] = text_answers(run=self.object, number=self.request.GET.get("p"))
        return context


class CourseRunViewSet(ModelViewSet):
    model = CourseRun
    icon = "group"
    menu_label = "Kelas"
    menu_name = "kelas"
    url_prefix = "pelatihan/kelas"
    url_namespace = "courses_run"
    list_display = [
        Column("name", label="Kelas", sort_key="name"),
        Column("course", label="Pelatihan"),
        Column("get_mode_display", label="Cara belajar", sort_key="mode"),
        Column("quota", label="Kuota", sort_key="quota"),
        BooleanColumn("is_open", label="Dibuka"),
    ]
    list_filter = ["mode", "course", "enrolment_opens"]
    search_fields = ["name", "course__title"]
    search_backend_name = None
    ordering = ["-enrolment_opens"]
    inspect_view_enabled = True
    inspect_view_class = CourseRunResultsView
    inspect_view_fields = ["course", "name", "mode", "enrolment_opens", "enrolment_closes", "quota", "evaluation_form"]
    inspect_template_name = "courses/admin/run_results.html"


class EvaluationFormViewSet(ModelViewSet):
    model = EvaluationForm
    icon = "form"
    menu_label = "Formulir evaluasi"
    menu_name = "formulir-evaluasi"
    url_prefix = "pelatihan/evaluasi"
    url_namespace = "courses_evaluation"
    list_display = ["name"]
    search_fields = ["name"]
    search_backend_name = None


class LearningGroup(ModelViewSetGroup):
    menu_label = "Pelatihan"
    menu_name = "pelatihan"
    menu_icon = "openquote"
    menu_order = 220
    items = (CourseRunViewSet(), EvaluationFormViewSet())


@hooks.register("register_admin_viewset")
def register_learning_menu() -> LearningGroup:
    return LearningGroup()
