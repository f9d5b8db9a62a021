"""Staff screens of imports from SLiMS."""

from typing import Any

from django import forms

from core.imports.admin import ImportViewSet, RunView, UploadView
from core.imports.forms import ImportFileForm
from core.models.imports import ImportRun
from elibrary.models.slims_import import SlimsImport
from elibrary.services.slims_import import APPLY, CHECK, KINDS, MOST_BYTES, slims_apply_request, slims_upload


class SlimsFileForm(ImportFileForm):
    allowed = KINDS
    most_bytes = MOST_BYTES

    file = forms.FileField(
        label="Ekspor bibliografi SLiMS",
        help_text="Berkas CSV dari Bibliografi → Ekspor Data, paling besar 100 MB. Jangan disimpan ulang di Excel.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    class Meta:
        model = SlimsImport
        fields: tuple[str, ...] = ()

    def send(self, *, by: Any) -> ImportRun:
        return slims_upload(file=self.cleaned_data["file"], by=by)


class SlimsUploadView(UploadView):
    page_title = "Impor SLiMS"


class SlimsRunView(RunView):
    page_title = "Impor SLiMS"
    template_name = "elibrary/admin/slims_import.html"


class SlimsImportViewSet(ImportViewSet):
    model = SlimsImport
    name = "impor-slims"
    icon = "upload"
    menu_label = "Impor SLiMS"
    check_kind = CHECK
    apply_kind = APPLY
    request_apply = slims_apply_request
    report_name = "laporan-impor-slims"
    form_class = SlimsFileForm
    add_view_class = SlimsUploadView
    inspect_view_class = SlimsRunView
    inspect_template_name = SlimsRunView.template_name
