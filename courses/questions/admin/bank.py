"""Staff screens of the question bank: list, add, edit, archive, delete. Trainers see the courses that they teach."""

import django_filters
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from core.admin.actions import ConfirmAction
from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from courses.content.access import courses_for
from courses.content.models.pages import CoursePage
from courses.questions.forms import QuestionForm
from courses.questions.models.question import Question
from courses.questions.services.questions import (
    QuestionInUse,
    QuestionRequired,
    question_archive,
    question_delete,
    question_restore,
)

VIEWSET = "courses_question"
STATES = (("aktif", "Dipakai"), ("arsip", "Diarsipkan"))


def questions_for(user: PermissionsMixin | AnonymousUser) -> QuerySet[Question]:
    """Questions of the courses that ``user`` may see. Raises PermissionDenied without the permission to view questions.

    The check is here because Wagtail fetches objects before it checks permissions.
    """
    if not user.has_perm("courses.view_question"):
        raise PermissionDenied
    return Question.objects.filter(course__in=courses_for(user)).select_related("course").defer("course__body")


def _courses(request: HttpRequest) -> QuerySet[CoursePage]:
    return courses_for(request.user)


def bank_owner_note(user: PermissionsMixin | AnonymousUser) -> str:
    """Whose banks and tests the list shows; the same rule as ``courses_for``."""
    return "semua pelatihan" if user.has_perm("courses.change_courserun") else "pelatihan yang kelasnya Anda ajar"


class QuestionFilterSet(WagtailFilterSet):
    course = django_filters.ModelChoiceFilter(label="Pelatihan", queryset=_courses)
    kind = django_filters.ChoiceFilter(label="Jenis", choices=Question._meta.get_field("kind").choices)
    topic = django_filters.CharFilter(label="Topik", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label="Keadaan", choices=STATES, method="in_state")

    class Meta:
        model = Question
        fields = ["course", "kind", "topic", "state"]

    def in_state(self, queryset: QuerySet[Question], name: str, state: str) -> QuerySet[Question]:
        return queryset.filter(archived_at__isnull=state == "aktif")


class OwnQuestionMixin:
    def get_queryset(self) -> QuerySet[Question]:
        return questions_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


class OwnQuestionBaseMixin:
    def get_base_object_queryset(self) -> QuerySet[Question]:
        return questions_for(self.request.user)  # type: ignore[attr-defined]  # mixed into views, which have it


class QuestionIndexView(WorkbookIndexView):
    empty_note = "Belum ada pertanyaan. Pengajar melihat bank pelatihan yang kelasnya ia ajar, dan tidak yang lain."

    def get_page_subtitle(self) -> str:
        return bank_owner_note(self.request.user)

    def get_base_queryset(self) -> QuerySet[Question]:
        return questions_for(self.request.user).prefetch_related("choices")

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if self.request.user.has_perm("courses.add_questionimport"):
            buttons.append(Button("Impor dari Excel", url=reverse("impor-pertanyaan:add"), icon_name="upload", priority=20))
        return buttons


class AddQuestionView(CreateView):
    page_title = "Pertanyaan baru"
    success_message = "Pertanyaan “%(object)s” masuk ke bank."

    def get_initial(self) -> dict[str, object]:
        return {**super().get_initial(), "course": self.request.GET.get("pelatihan")}


class EditQuestionView(OwnQuestionMixin, EditView):
    page_title = "Perbaiki pertanyaan"
    success_message = "Pertanyaan “%(object)s” disimpan. Tes yang sudah dikerjakan tetap memuat kata-kata yang lama."


class DeleteQuestionView(OwnQuestionMixin, DeleteView):
    page_title = "Hapus pertanyaan"

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        try:
            question_delete(question=self.object, by=self.request.user)
        except (QuestionInUse, QuestionRequired) as error:
            messages.error(self.request, refusal(error))
            return redirect(f"{VIEWSET}:inspect", self.object.pk)
        messages.success(self.request, "Pertanyaan dihapus.")
        return redirect(f"{VIEWSET}:index")


class QuestionHistoryView(OwnQuestionBaseMixin, HistoryView):
    """Log entries of a question."""


class QuestionUsageView(OwnQuestionBaseMixin, UsageView):
    """References to a question, from Wagtail's reference index."""


class QuestionInspectView(RecordView):
    page_title = "Pertanyaan tes"

    def get_object(self, queryset: QuerySet | None = None) -> Question:
        return get_object_or_404(questions_for(self.request.user), pk=self.pk)

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if not self.request.user.has_perm("courses.change_question"):
            return buttons
        step, label = ("restore", RESTORE) if self.object.is_archived else ("archive", ARCHIVE)
        return [*buttons, Button(label, url=reverse(f"{VIEWSET}:{step}", args=[self.object.pk]), icon_name="download")]


ARCHIVE, RESTORE = "Arsipkan", "Pakai lagi"


def refusal(error: ValueError) -> str:
    if isinstance(error, QuestionRequired):
        names = ", ".join(f"“{test.title}”" for test in error.tests)
        return f"Tes {names} dipakai kelas dan akan kekurangan pertanyaan. Tulis penggantinya lebih dulu."
    return "Pertanyaan ini sudah ditanyakan kepada peserta, jadi tidak bisa dihapus. Arsipkan supaya tidak ditanyakan lagi."


class QuestionAction(ConfirmAction):
    permission = "courses.change_question"
    model = Question
    viewset = VIEWSET

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        get_object_or_404(questions_for(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ArchiveQuestion(QuestionAction):
    object: Question
    button = ARCHIVE
    question = "Pertanyaan ini tidak ditanyakan lagi; tes yang sudah dikerjakan tetap memuatnya. Arsipkan?"

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated  # the permission was checked in dispatch
        try:
            question_archive(question=self.object, by=self.request.user)
        except QuestionRequired as error:
            return False, refusal(error)
        return True, "Pertanyaan diarsipkan."


class RestoreQuestion(QuestionAction):
    object: Question
    button = RESTORE
    question = "Pakai lagi pertanyaan ini dalam tes yang mengambil dari bank?"

    def act(self) -> tuple[bool, str]:
        assert self.request.user.is_authenticated  # the permission was checked in dispatch
        question_restore(question=self.object, by=self.request.user)
        return True, "Pertanyaan dipakai lagi."


class QuestionViewSet(ModelViewSet):
    model = Question
    icon = "help"
    menu_label = "Bank pertanyaan"
    menu_name = "bank-pertanyaan"
    url_prefix = "pelatihan/bank-pertanyaan"
    url_namespace = VIEWSET
    copy_view_enabled = False
    index_view_class = QuestionIndexView
    add_view_class = AddQuestionView
    edit_view_class = EditQuestionView
    delete_view_class = DeleteQuestionView
    history_view_class = QuestionHistoryView
    usage_view_class = QuestionUsageView
    inspect_view_enabled = True
    inspect_view_class = QuestionInspectView
    filterset_class = QuestionFilterSet
    list_display = [
        TitleColumn("__str__", label="Pertanyaan", accessor=str, url_name=f"{VIEWSET}:inspect", sort_key="text"),
        Column("course", label="Pelatihan", sort_key="course__title"),
        Column("topic", label="Topik", sort_key="topic"),
        Column("get_kind_display", label="Jenis", sort_key="kind"),
        Column("state_label", label="Keadaan", sort_key="archived_at"),
    ]
    list_export = [
        "course",
        "topic",
        "get_kind_display",
        "text",
        "answers_label",
        "explanation",
        "version",
        "state_label",
    ]
    export_headings = {
        "course": "Pelatihan",
        "get_kind_display": "Jenis",
        "answers_label": "Pilihan dan jawaban",
        "state_label": "Keadaan",
    }
    export_filename = "bank-pertanyaan"
    search_fields = ["text", "explanation", "topic"]
    search_backend_name = None
    ordering = ["course__title", "topic", "pk"]
    list_per_page = 50
    inspect_view_fields = [
        "course",
        "topic",
        "kind",
        "text",
        "answers_label",
        "explanation",
        "version",
        "state_label",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("course"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("topic")]),
                    FieldPanel("text"),
                    FieldPanel("statement_is_true"),
                ],
                heading="Pertanyaan",
            ),
            InlinePanel(
                "choices",
                heading="Pilihan atau jawaban yang diterima",
                label="Pilihan",
                max_num=8,
                help_text=(
                    "Pilih satu atau beberapa: tulis semua pilihan dan tandai yang benar. Jawaban angka atau kata: tulis "
                    "setiap jawaban yang diterima; huruf besar, spasi, dan cara menulis angka tidak dibedakan."
                ),
            ),
            FieldPanel("explanation"),
        ],
        base_form_class=QuestionForm,
        heading="Pertanyaan",
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        steps = [
            path("archive/<int:pk>/", ArchiveQuestion.as_view(), name="archive"),
            path("restore/<int:pk>/", RestoreQuestion.as_view(), name="restore"),
        ]
        return [*super().get_urlpatterns(), *steps]
