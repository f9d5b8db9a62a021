"""The menu "Pelatihan": classes with their results, and evaluation forms."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import DeleteView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page

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


class InUseDeleteView(DeleteView):
    """What participants hang on to is kept: the database refuses, and staff read why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, f"“{self.object}” sudah dipakai peserta atau kelas, jadi tidak bisa dihapus.")
            return redirect(self.index_url_name)


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
    delete_view_class = InUseDeleteView
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
    delete_view_class = InUseDeleteView
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


@hooks.register("before_delete_page")
def keep_courses_with_runs(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course that was ever given stays: enrolments and certificates stand on its runs."""
    if not CourseRun.objects.filter(course__path__startswith=page.path).exists():
        return None
    messages.error(request, f"“{page}” memuat pelatihan yang punya kelas, jadi tidak bisa dihapus. Tarik saja dari situs.")
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_courses_with_runs_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    if action_type != "delete" or not objects or not isinstance(objects[0], Page):
        return None
    for page in objects:
        refused = keep_courses_with_runs(request, page)
        if refused is not None:
            return refused
    return None
