"""Staff screens of runs: list, add, edit, one run with links and panels of other subjects, copy, cancellation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.views.generic import FormView
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CopyView, CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from core.admin.actions import AdminScreen
from core.admin.read_only import InUseDeleteView, RecordView
from courses.content.models.pages import CoursePage
from courses.runs.access import runs_for
from courses.runs.forms import CancelRunForm, CourseRunForm
from courses.runs.models.run import CourseRun, RunInUse
from courses.runs.registry import panels, run_links
from courses.runs.services.runs import run_cancel, run_copy


def _start(run: CourseRun) -> str:
    return date_format(run.starts_on, "j F Y") if run.starts_on else "kapan saja"


class CourseRunIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[CourseRun]:
        return runs_for(self.request.user)


class AddRunView(CreateView):
    """Turns a violated name constraint of a concurrent duplicate submission into a form error."""

    def form_valid(self, form: CourseRunForm) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            form.add_error("name", "Pelatihan ini sudah punya kelas dengan nama itu.")
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class EditRunView(EditView):
    """Turns concurrent changes into form errors: an enrolment while the course changes, a check-in at a deleted meeting."""

    def form_valid(self, form: CourseRunForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RunInUse:
            form.add_error("course", CourseRun.RUN_IN_USE)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        except (ProtectedError, IntegrityError):  # IntegrityError: the check-in is committed after Django's own check
            form.add_error(None, "Sebuah pertemuan baru saja memuat catatan kehadiran, jadi tidak bisa dihapus. Muat ulang.")
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class CourseRunInspectView(RecordView):
    """A run with the links and panels registered by other subjects and apps."""

    template_name = "courses/runs/admin/run.html"
    page_title = "Kelas"

    def get_object(self, queryset: QuerySet | None = None) -> CourseRun:
        """Checks permissions first: Wagtail fetches the object before its own check. Raises PermissionDenied."""
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

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {
            **super().get_context_data(**kwargs),
            "run_links": run_links(self.object, self.request.user),
            "run_panels": [panel() for panel in panels],
            "run": self.object,
            "sessions": self.object.sessions.all(),
            "instructors": self.object.instructors.all(),
        }


class CopyRunView(CopyView):
    """Add form prefilled from an existing run."""

    page_title = "Kelas baru dari kelas lama"

    def get_initial_form_instance(self) -> CourseRun:
        """``?pelatihan=``: key of a copy of the run's course; else the run's own course."""
        run, wanted = self.get_object(), self.request.GET.get("pelatihan", "")
        copies = CoursePage.objects.filter(made_from__source=run.course_id)
        return run_copy(run=run, course=copies.filter(pk=wanted).first() if wanted.isdecimal() else None)

    def get_initial(self) -> dict[str, object]:
        return {**super().get_initial(), "instructors": self.get_object().instructors.all()}


class CancelRunView(AdminScreen, FormView):
    """GET shows the form for the reason; POST cancels the run and notifies its participants."""

    template_name = "courses/runs/admin/run_cancel.html"
    form_class = CancelRunForm
    page_title = "Batalkan kelas"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm("courses.change_courserun"):
            raise PermissionDenied
        self.run = get_object_or_404(CourseRun, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.run)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(run=self.run, **kwargs)

    def form_valid(self, form: CancelRunForm) -> HttpResponse:
        assert self.request.user.is_authenticated  # the permission was checked in dispatch
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
    copy_view_class = CopyRunView
    edit_view_class = EditRunView
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
