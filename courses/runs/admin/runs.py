"""The screens of classes: list, one class with links and panels of other subjects, a copy, cancellation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.views.generic import FormView
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CopyView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from core.admin.actions import AdminScreen
from core.admin.read_only import InUseDeleteView
from courses.content.models.pages import CoursePage
from courses.runs.access import runs_for
from courses.runs.admin.refusals import AddRunView, CourseRunEditView
from courses.runs.forms import CancelRunForm, CourseRunForm
from courses.runs.models.run import CourseRun
from courses.runs.registry import panels, run_links
from courses.runs.services.runs import next_run, run_cancel


def _start(run: CourseRun) -> str:
    return date_format(run.starts_on, "j F Y") if run.starts_on else "kapan saja"


class CourseRunIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[CourseRun]:
        return runs_for(self.request.user)


class CourseRunInspectView(InspectView):
    """A run with the links and panels that other subjects and apps have registered."""

    template_name = "courses/runs/admin/run.html"
    page_title = "Kelas"

    def get_object(self, queryset: Any = None) -> CourseRun:
        """Fetched before Wagtail looks at permissions, so they are looked at here first."""
        if not self.user_has_any_permission(self.any_permission_required):
            raise PermissionDenied
        return get_object_or_404(runs_for(self.request.user), pk=self.pk)

    def get_requires_lessons_display_value(self) -> str:
        return "ya" if self.object.requires_lessons else "tidak"

    def get_attendance_percent_display_value(self) -> str:
        percent = self.object.attendance_percent
        return f"{percent} %" if percent else "tidak menentukan"

    def get_post_test_display_value(self) -> str:
        test = self.object.post_test
        return f"{test.title}, nilai lulus {test.pass_mark}" if test else "tidak diminta"

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """What isn't filled in is a dash, not a word of the programming language."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None or value == "" else value

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if self.request.user.has_perm("courses.add_announcement"):
            announce = f"{reverse('courses_announcement:add')}?kelas={self.object.pk}"
            buttons.append(Button("Tulis pengumuman", url=announce, icon_name="comment", priority=5))
        if not self.request.user.has_perm("courses.change_courserun"):
            return buttons
        again = reverse("courses_run:copy", args=[self.object.pk])
        buttons.append(Button("Kelas baru dari kelas ini", url=again, icon_name="copy", priority=15))
        if not self.object.is_cancelled:
            cancel = reverse("courses_run:cancel", args=[self.object.pk])
            buttons.append(Button("Batalkan kelas", url=cancel, icon_name="cross", priority=30))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["run_links"] = run_links(self.object, self.request.user)
        context["run_panels"] = [panel() for panel in panels]
        context |= {"run": self.object, "sessions": self.object.sessions.all(), "instructors": self.object.instructors.all()}
        return context


class NextRunView(CopyView):
    """The form of a new class with the settings of an old one; nothing is kept before it is sent."""

    page_title = "Kelas baru dari kelas lama"

    def get_initial_form_instance(self) -> CourseRun:
        """``?pelatihan=`` names a copy of the run's course; anything else is the run's own course."""
        run, wanted = self.get_object(), self.request.GET.get("pelatihan", "")
        copies = CoursePage.objects.filter(made_from__source=run.course_id)
        return next_run(run=run, course=copies.filter(pk=wanted).first() if wanted.isdecimal() else None)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "instructors": self.get_object().instructors.all()}


class CancelRunView(AdminScreen, FormView):
    """GET asks for the reason, POST calls the class off and tells its participants."""

    template_name = "courses/runs/admin/run_cancel.html"
    form_class = CancelRunForm
    page_title = "Batalkan kelas"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("courses.change_courserun"):
            raise PermissionDenied
        self.run = get_object_or_404(CourseRun, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(run=self.run, **kwargs)

    def form_valid(self, form: CancelRunForm) -> HttpResponse:
        run_cancel(run=self.run, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, f"“{self.run}” dibatalkan. Pesertanya diberi tahu.")
        return redirect("courses_run:inspect", self.run.pk)


class CourseRunViewSet(ModelViewSet):
    model = CourseRun
    icon = "group"
    menu_label = "Kelas"
    menu_name = "kelas"
    url_prefix = "pelatihan/kelas"
    url_namespace = "courses_run"
    list_display = [
        TitleColumn("name", label="Kelas", url_name="courses_run:inspect", sort_key="name"),
        Column("course", label="Pelatihan", sort_key="course__title"),
        Column("get_mode_display", label="Cara belajar", sort_key="mode"),
        Column("starts_on", label="Mulai", accessor=_start, sort_key="starts_on"),
        Column("quota", label="Kuota", sort_key="quota"),
        Column("state_label", label="Pendaftaran"),
    ]
    list_filter = {
        "mode": ["exact"],
        "course": ["exact"],
        "instructors": ["exact"],
        "starts_on": ["gte", "lte"],
        "cancelled_at": ["isnull"],
    }
    list_export = [
        "course",
        "name",
        "get_mode_display",
        "state_label",
        "enrolment_opens",
        "enrolment_closes",
        "starts_on",
        "ends_on",
        "quota",
        "place_name",
        "cancellation_reason",
    ]
    export_headings = {
        "course": "Pelatihan",
        "name": "Kelas",
        "get_mode_display": "Cara belajar",
        "state_label": "Pendaftaran",
        "enrolment_opens": "Pendaftaran dibuka",
        "enrolment_closes": "Pendaftaran ditutup",
        "starts_on": "Mulai",
        "ends_on": "Selesai",
        "quota": "Kuota",
        "place_name": "Tempat",
        "cancellation_reason": "Alasan pembatalan",
    }
    search_fields = ["name", "course__title", "place_name"]
    search_backend_name = None
    ordering = ["-enrolment_opens"]
    list_per_page = 25
    index_view_class = CourseRunIndexView
    add_view_class = AddRunView
    copy_view_class = NextRunView
    edit_view_class = CourseRunEditView
    delete_view_class = InUseDeleteView
    inspect_view_enabled = True
    inspect_view_class = CourseRunInspectView
    inspect_view_fields = [
        "course",
        "name",
        "mode",
        "state_label",
        "enrolment_opens",
        "enrolment_closes",
        "starts_on",
        "ends_on",
        "quota",
        "place_name",
        "place_address",
        "requires_lessons",
        "attendance_percent",
        "post_test",
        "evaluation_form",
    ]
    inspect_template_name = "courses/runs/admin/run.html"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    PageChooserPanel("course", "courses.CoursePage"),
                    FieldPanel("name"),
                    FieldPanel("mode"),
                    FieldPanel("quota"),
                    FieldPanel("instructors"),
                ],
                heading="Kelas",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("enrolment_opens"), FieldPanel("enrolment_closes")]),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                ],
                heading="Waktu",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("place_name"),
                    FieldPanel("place_address"),
                    FieldPanel("map_url"),
                    FieldPanel("meeting_url"),
                ],
                heading="Tempat dan tautan",
            ),
            InlinePanel("sessions", heading="Pertemuan", label="Pertemuan", max_num=60),
            MultiFieldPanel(
                [
                    FieldPanel("requirements"),
                    FieldPanel("requires_lessons"),
                    FieldPanel("attendance_percent"),
                    FieldPanel("post_test"),
                ],
                heading="Persyaratan dan kelulusan",
                help_text=(
                    "Evaluasi terbuka setelah syarat di bawah ini terpenuhi, dan sertifikat terbit begitu evaluasi dikirim. "
                    "Tanpa satu pun syarat, evaluasi langsung terbuka bagi setiap peserta."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("evaluation_form"),
                    FieldPanel("certificate_title"),
                    FieldPanel("certificate_statement"),
                    FieldPanel("certificate_signatory"),
                ],
                heading="Evaluasi dan sertifikat",
            ),
        ],
        base_form_class=CourseRunForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("cancel/<int:pk>/", CancelRunView.as_view(), name="cancel")]
