"""Staff screens of tests: questions, pass mark, attempts and time limit."""

import django_filters
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from courses.content.access import courses_for
from courses.content.models.pages import CoursePage
from courses.questions.admin.bank import bank_owner_note
from courses.questions.forms import TestForm
from courses.questions.models.test import Test
from courses.questions.selectors import question_pool
from courses.questions.services.tests import TestInUse, post_test_delete

VIEWSET = "courses_test"


def post_tests_for(user: PermissionsMixin | AnonymousUser) -> QuerySet[Test]:
    """Tests of the courses that ``user`` may see. Raises PermissionDenied without the permission to view tests."""
    if not user.has_perm("courses.view_test"):
        raise PermissionDenied
    return Test.objects.filter(course__in=courses_for(user)).select_related("course").defer("course__body")


def _courses(request: HttpRequest) -> QuerySet[CoursePage]:
    return courses_for(request.user)


def _attempts(test: Test) -> str:
    return str(test.attempts_allowed or "tidak dibatasi")


def _time(test: Test) -> str:
    return f"{test.time_limit_minutes} menit" if test.time_limit_minutes else "tidak dibatasi"


class TestFilterSet(WagtailFilterSet):
    __test__ = False  # pytest: a filter, not a class of tests

    course = django_filters.ModelChoiceFilter(label="Pelatihan", queryset=_courses)

    class Meta:
        model = Test
        fields = ["course"]


class OwnTestMixin:
    def get_queryset(self) -> QuerySet[Test]:
        return post_tests_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


class OwnTestBaseMixin:
    def get_base_object_queryset(self) -> QuerySet[Test]:
        return post_tests_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


class PostTestIndexView(WorkbookIndexView):
    def get_page_subtitle(self) -> str:
        return bank_owner_note(self.request.user)

    def get_base_queryset(self) -> QuerySet[Test]:
        return post_tests_for(self.request.user).annotate(run_count=Count("runs"))


class AddPostTestView(CreateView):
    page_title = "Tes baru"
    success_message = "Tes “%(object)s” dibuat. Pilih tes ini di formulir kelas supaya peserta harus lulus."


class EditPostTestView(OwnTestMixin, EditView):
    page_title = "Perbaiki tes"
    success_message = "Tes “%(object)s” disimpan. Peserta yang sedang mengerjakan memakai aturan saat mereka mulai."


class DeletePostTestView(OwnTestMixin, DeleteView):
    page_title = "Hapus tes"

    def form_valid(self, form: TestForm) -> HttpResponse:
        try:
            post_test_delete(test=self.object, by=self.request.user)
        except TestInUse:
            messages.error(self.request, f"“{self.object}” dipakai kelas atau sudah dikerjakan, jadi tidak bisa dihapus.")
            return redirect(f"{VIEWSET}:inspect", self.object.pk)
        messages.success(self.request, "Tes dihapus.")
        return redirect(f"{VIEWSET}:index")


class PostTestHistoryView(OwnTestBaseMixin, HistoryView):
    """Log entries of a test."""


class PostTestUsageView(OwnTestBaseMixin, UsageView):
    """References to a test, from Wagtail's reference index."""


class PostTestInspectView(RecordView):
    page_title = "Tes"

    def get_object(self, queryset: QuerySet | None = None) -> Test:
        return get_object_or_404(post_tests_for(self.request.user), pk=self.pk)

    def get_fields_context(self) -> list[dict[str, object]]:
        runs = ", ".join(run.name for run in self.object.runs.order_by("name")) or "belum ada"
        more = [("Pertanyaan yang tersedia", str(question_pool(test=self.object).count())), ("Kelas yang memakai", runs)]
        fields: list[dict[str, object]] = list(super().get_fields_context())
        fields += [{"label": label, "value": value, "component": None} for label, value in more]
        return fields

    def get_shuffled_display_value(self) -> str:
        return "ya" if self.object.shuffled else "tidak"

    def get_number_drawn_display_value(self) -> str:
        return str(self.object.number_drawn or "semua")

    def get_attempts_allowed_display_value(self) -> str:
        return _attempts(self.object)

    def get_time_limit_minutes_display_value(self) -> str:
        return _time(self.object)

    @property
    def header_more_buttons(self) -> list[Button]:
        bank = f"{reverse('courses_question:index')}?course={self.object.course_id}"
        return [*super().header_more_buttons, Button("Bank pertanyaan", url=bank, icon_name="help", priority=5)]


class PostTestViewSet(ModelViewSet):
    model = Test
    icon = "clipboard-list"
    menu_label = "Tes"
    menu_name = "tes"
    url_prefix = "pelatihan/tes"
    url_namespace = VIEWSET
    copy_view_enabled = False
    index_view_class = PostTestIndexView
    add_view_class = AddPostTestView
    edit_view_class = EditPostTestView
    delete_view_class = DeletePostTestView
    history_view_class = PostTestHistoryView
    usage_view_class = PostTestUsageView
    inspect_view_enabled = True
    inspect_view_class = PostTestInspectView
    filterset_class = TestFilterSet
    list_display = [
        TitleColumn("title", label="Tes", url_name=f"{VIEWSET}:inspect", sort_key="title"),
        Column("course", label="Pelatihan", sort_key="course__title"),
        Column("pass_mark", label="Nilai lulus", sort_key="pass_mark"),
        Column("attempts_allowed", label="Kesempatan", accessor=_attempts),
        Column("time_limit_minutes", label="Waktu", accessor=_time),
        Column("run_count", label="Kelas", sort_key="run_count"),
    ]
    list_export = [
        "course",
        "title",
        "number_drawn",
        "shuffled",
        "pass_mark",
        "attempts_allowed",
        "time_limit_minutes",
        "get_show_answers_display",
    ]
    export_headings = {"course": "Pelatihan", "get_show_answers_display": "Tampilkan jawaban yang benar"}
    export_filename = "tes"
    search_fields = ["title", "course__title"]
    search_backend_name = None
    ordering = ["course__title", "title"]
    list_per_page = 25
    inspect_view_fields = [
        "course",
        "title",
        "instructions",
        "number_drawn",
        "shuffled",
        "pass_mark",
        "attempts_allowed",
        "time_limit_minutes",
        "show_answers",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("course"), FieldPanel("title"), FieldPanel("instructions")], heading="Tes"),
            MultiFieldPanel(
                [FieldPanel("number_drawn"), FieldPanel("shuffled"), FieldPanel("questions")], heading="Pertanyaan"
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("pass_mark"), FieldPanel("attempts_allowed"), FieldPanel("time_limit_minutes")]
                    ),
                    FieldPanel("show_answers"),
                ],
                heading="Aturan",
            ),
        ],
        base_form_class=TestForm,
        heading="Tes",
    )
