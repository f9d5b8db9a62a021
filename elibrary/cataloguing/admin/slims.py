"""Staff screens of imports from SLiMS."""

from django import forms

from core.imports.admin import ImportViewSet, RunView, UploadView
from core.imports.forms import ImportFileForm
from elibrary.cataloguing.services.slims_import import SLIMS


class SlimsFileForm(ImportFileForm):
    import_kind = SLIMS

    file = forms.FileField(
        label="Ekspor bibliografi SLiMS",
        help_text="Berkas CSV dari Bibliografi → Ekspor Data, paling besar 100 MB. Jangan disimpan ulang di Excel.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class SlimsUploadView(UploadView):
    page_title = "Impor SLiMS"


class SlimsRunView(RunView):
    page_title = "Impor SLiMS"
    template_name = "elibrary/cataloguing/admin/slims_import.html"


class SlimsImportViewSet(ImportViewSet):
    name = "impor-slims"
    icon = "upload"
    menu_label = "Impor SLiMS"
    report_name = "laporan-impor-slims"
    form_class = SlimsFileForm
    add_view_class = SlimsUploadView
    inspect_view_class = SlimsRunView
