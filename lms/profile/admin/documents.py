"""The queue of documents: opened (which is written down), accepted, or refused with a reason."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import FormStep, StepRefused
from core.files.serving import download_response
from lms.profile.access import get_document_for_staff
from lms.profile.models.document import PersonalDocument
from lms.profile.services.documents import DocumentReplaced, document_decide, document_open
from lms.users.decorators import AuthenticatedRequest

ACCEPT, REFUSE = "accept", "refuse"


class DocumentsIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[PersonalDocument]:
        return super().get_base_queryset().select_related("user")


class DocumentInspectView(RecordView):
    page_title = "Berkas peserta"

    def get_size_display_value(self) -> str:
        return filesizeformat(self.object.size)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("lms.change_personaldocument"):
            return []
        pk = self.object.pk
        return [
            HeaderButton("Unduh berkas", url=reverse("berkas-peserta:open", args=[pk]), icon_name="download", priority=10),
            HeaderButton(
                "Terima atau tolak", url=reverse("berkas-peserta:check", args=[pk]), icon_name="check", priority=20
            ),
        ]


@never_cache
def open_document(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    """The file as a download; the access is recorded in the person's processing log."""
    document = get_document_for_staff(request.user, pk)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    document_open(document=document, by=request.user)
    return download_response(document.file, name=f"{document.get_kind_display()} {document.pk}.{document.extension}")


class CheckForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label="Keputusan", choices=[(ACCEPT, "Terima"), (REFUSE, "Tolak")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Alasan penolakan",
        max_length=200,
        required=False,
        help_text="Dibaca peserta. Tulis apa yang harus diperbaiki, misalnya: Foto KTP buram, foto ulang di tempat terang.",
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == REFUSE and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Tulis alasan penolakan.")
        return cleaned


class CheckDocument(FormStep):
    request: AuthenticatedRequest
    object: PersonalDocument
    permission = "lms.change_personaldocument"
    model = PersonalDocument
    viewset = "berkas-peserta"
    form_class = CheckForm
    button = "Simpan keputusan"

    def get_page_subtitle(self) -> str:
        return f"{self.object.get_kind_display()}, {self.object.user}"

    def get_initial(self) -> dict[str, str]:
        return {"seen": self.object.sha256}

    def act(self, form: forms.Form) -> str:
        answers = form.cleaned_data
        try:
            document_decide(
                document=self.object,
                by=self.request.user,
                accepted=answers["decision"] == ACCEPT,
                reason=answers["reason"],
                seen=answers["seen"],
            )
        except DocumentReplaced as error:
            raise StepRefused(
                "Peserta baru saja mengganti berkas ini. Buka berkas yang baru, lalu putuskan lagi."
            ) from error
        return "Keputusan disimpan; peserta diberi tahu."


class DocumentViewSet(ReadOnlyViewSet):
    model = PersonalDocument
    name = "berkas-peserta"
    menu_label = "Berkas peserta"
    icon = "doc-full"
    ordering = ["uploaded_at"]
    index_view_class = DocumentsIndexView
    inspect_view_class = DocumentInspectView
    list_display = [
        TitleColumn("get_kind_display", label="Jenis", sort_key="kind", url_name="berkas-peserta:inspect"),
        Column("user", label="Peserta", sort_key="user__full_name"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        DateColumn("uploaded_at", label="Diunggah", sort_key="uploaded_at"),
    ]
    list_export = ["get_kind_display", "user_id", "get_state_display", "uploaded_at", "checked_at"]
    export_headings = {"get_kind_display": "Jenis", "user_id": "Nomor akun", "get_state_display": "Keadaan"}
    export_filename = "berkas-peserta"
    list_filter = ["state", "kind", "uploaded_at"]
    search_fields = ["user__full_name", "user__email"]
    inspect_view_fields = [
        "kind",
        "user",
        "state",
        "reason",
        "content_type",
        "size",
        "uploaded_at",
        "checked_at",
        "checked_by",
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("open/<int:pk>/", open_document, name="open"),
            path("check/<int:pk>/", CheckDocument.as_view(), name="check"),
        ]
