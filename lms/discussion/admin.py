"""Staff screens for questions: listed, answered, hidden. Staff can't create one for a participant."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import AnonymousUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.admin.actions import ConfirmAction, RowStep
from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import FormStep, StepRefused
from courses.content.models.lessons import LessonPage
from courses.runs.access import runs_for
from courses.runs.models.run import CourseRun
from lms.discussion.errors import AnswerChanged, QuestionHidden
from lms.discussion.models import LONGEST_ANSWER, Question
from lms.discussion.services.questions import question_answer, question_hide, question_opened, question_unhide
from lms.learning.forms import LinesField
from lms.users.decorators import AuthenticatedRequest
from lms.users.models import User

VIEWSET = "pertanyaan"
STATES = {
    Question.State.WAITING: Q(hidden_at=None, answered_at=None),
    Question.State.ANSWERED: Q(hidden_at=None, answered_at__isnull=False, shared=False),
    Question.State.SHARED: Q(shared=True),
    Question.State.HIDDEN: Q(hidden_at__isnull=False),
}


def questions_for(user: User | AnonymousUser) -> QuerySet[Question]:
    """Questions of the runs that ``user`` may see. Raises PermissionDenied without the permission.

    Wagtail fetches objects before it checks permissions, so they are checked here.
    """
    if not user.has_perm("lms.view_question"):
        raise PermissionDenied
    questions = Question.objects.filter(enrolment__run__in=runs_for(user))
    return questions.select_related("enrolment__run__course", "enrolment__user", "lesson", "answered_by")


def _beginning(question: Question) -> str:
    return Truncator(question.text).chars(90)


def _runs(request: HttpRequest) -> QuerySet[CourseRun]:
    return runs_for(request.user)


def _lessons(request: HttpRequest) -> QuerySet[LessonPage]:
    return LessonPage.objects.filter(pk__in=questions_for(request.user).values("lesson")).order_by("title")


class QuestionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="Keadaan", choices=Question.State.choices, method="in_state")
    run = django_filters.ModelChoiceFilter(label="Kelas", field_name="enrolment__run", queryset=_runs)
    lesson = django_filters.ModelChoiceFilter(label="Pelajaran", queryset=_lessons)
    asked_at = django_filters.DateFromToRangeFilter(label="Ditanyakan", widget=DateRangePickerWidget)

    class Meta:
        model = Question
        fields = ["state", "run", "lesson", "asked_at"]

    def in_state(self, queryset: QuerySet[Question], name: str, state: str) -> QuerySet[Question]:
        return queryset.filter(STATES[Question.State(state)])


class QuestionIndexView(WorkbookIndexView):
    """Neither the list nor its spreadsheet shows the asker."""

    def get_base_queryset(self) -> QuerySet[Question]:
        return questions_for(self.request.user)


class QuestionInspectView(RecordView):
    """The question with its asker; each access is recorded in the asker's processing log."""

    page_title = "Pertanyaan peserta"
    request: AuthenticatedRequest

    def get_object(self, queryset: object = None) -> Question:
        return get_object_or_404(questions_for(self.request.user), pk=self.pk)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        question_opened(question=self.object, by=self.request.user)
        return super().get(request, *args, **kwargs)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("lms.change_question"):
            return []
        if self.object.hidden_at is not None:
            return [self._button("Tampilkan lagi", "unhide", "view", 10)]
        answer = ANSWER if self.object.answered_at is None else "Perbaiki jawaban"
        return [self._button(answer, "answer", "comment", 10), self._button(HIDE, "hide", "no-view", 20)]

    def _button(self, label: str, step: str, icon: str, priority: int) -> HeaderButton:
        url = reverse(f"{VIEWSET}:{step}", args=[self.object.pk])
        return HeaderButton(label, url=url, icon_name=icon, priority=priority)


ANSWER, HIDE = "Jawab", "Sembunyikan"


class OwnQuestion(RowStep):
    """A step on a question of a run that the user may see; 404 for other runs."""

    permission = "lms.change_question"
    model = Question
    viewset = VIEWSET
    object: Question

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        get_object_or_404(questions_for(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class AnswerForm(forms.Form):
    """``seen`` is the version of the answer on which the form was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = LinesField(
        label="Jawaban",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Teks biasa; alamat web menjadi tautan. Penanya menerima jawaban ini lewat e-mail.",
        error_messages={"required": "Tulis jawaban."},
    )
    shared = forms.BooleanField(
        label="Perlihatkan kepada peserta kelas",
        required=False,
        help_text="Pertanyaan dan jawaban tampil tanpa nama penanya. Jangan perlihatkan yang memuat data pribadi.",
    )


class AnswerQuestion(OwnQuestion, FormStep):
    request: AuthenticatedRequest
    form_class = AnswerForm
    button = "Simpan jawaban"
    template_name = "lms/discussion/admin/question_answer.html"

    def get_initial(self) -> dict[str, int | str | bool]:
        question = self.object
        return {"seen": question.answer_version, "answer": question.answer, "shared": question.shared}

    def act(self, form: forms.Form) -> str:
        try:
            question_answer(question=self.object, by=self.request.user, **form.cleaned_data)
        except QuestionHidden as error:
            raise StepRefused("Pertanyaan ini disembunyikan. Tampilkan lagi, lalu jawab.") from error
        except AnswerChanged as error:
            raise StepRefused("Pengajar lain baru saja menyimpan jawaban. Baca dulu, lalu perbaiki bila perlu.") from error
        return "Jawaban disimpan."


class HideQuestion(OwnQuestion, ConfirmAction):
    request: AuthenticatedRequest
    question = "Pertanyaan ini tidak pantas atau memuat data pribadi, dan tidak perlu dijawab?"
    button = HIDE

    def act(self) -> tuple[bool, str]:
        if question_hide(question=self.object, by=self.request.user):
            return True, "Pertanyaan disembunyikan. Hanya penanya dan petugas yang masih melihatnya."
        return False, "Pertanyaan ini sudah disembunyikan."


class UnhideQuestion(OwnQuestion, ConfirmAction):
    request: AuthenticatedRequest
    question = "Kembalikan pertanyaan ini ke daftar?"
    button = "Tampilkan lagi"

    def act(self) -> tuple[bool, str]:
        if question_unhide(question=self.object, by=self.request.user):
            return True, "Pertanyaan kembali ke daftar. Jawabannya tidak terlihat oleh kelas sebelum Anda memperlihatkannya."
        return False, "Pertanyaan ini memang tidak disembunyikan."


class QuestionViewSet(ReadOnlyViewSet):
    model = Question
    name = VIEWSET
    menu_label = "Pertanyaan peserta"
    menu_name = "pertanyaan-peserta"
    icon = "help"
    menu_order = 225
    add_to_admin_menu = True
    ordering = ["-asked_at"]
    index_view_class = QuestionIndexView
    inspect_view_class = QuestionInspectView
    filterset_class = QuestionFilterSet
    list_display = [
        TitleColumn("text", label="Pertanyaan", accessor=_beginning, url_name=f"{VIEWSET}:inspect", width="40%"),
        Column("enrolment_run", label="Kelas"),
        Column("lesson", label="Pelajaran"),
        Column("state_label", label="Keadaan"),
        DateColumn("asked_at", label="Ditanyakan", sort_key="asked_at"),
    ]
    search_fields = ["text", "answer", "lesson__title", "enrolment__run__name", "enrolment__run__course__title"]
    search_backend_name = None
    list_export = ["enrolment_run", "lesson", "text", "state_label", "answer", "asked_at", "answered_at"]
    export_headings = {"enrolment_run": "Kelas", "lesson": "Pelajaran", "state_label": "Keadaan"}
    export_filename = "pertanyaan-peserta"
    inspect_view_fields = [
        "enrolment_run",
        "lesson",
        "text",
        "asker",
        "asked_at",
        "state_label",
        "answer",
        "answered_at",
        "answered_by",
    ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        content_type = ContentType.objects.get_for_model(self.model)
        return Permission.objects.filter(content_type=content_type, codename__in=["view_question", "change_question"])

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("answer/<int:pk>/", AnswerQuestion.as_view(), name="answer"),
            path("hide/<int:pk>/", HideQuestion.as_view(), name="hide"),
            path("unhide/<int:pk>/", UnhideQuestion.as_view(), name="unhide"),
        ]
