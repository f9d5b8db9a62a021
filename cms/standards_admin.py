"""Staff screens for next year's decree: send a data file, read what it changes, save the changes as drafts."""

import json
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate

from cms.models.standards_import import StandardsImport
from cms.services.standards_import import APPLY, CHECK, MOST_BYTES, standards_apply_request, standards_upload
from cms.standards_export import current_standards
from core.imports.admin import ImportViewSet, RunView, StartFile, UploadView
from core.imports.forms import ImportFileForm
from core.models.imports import ImportRun
from core.uploads.kinds import JSON


class StandardsFileForm(ImportFileForm):
    allowed = (JSON,)
    most_bytes = MOST_BYTES

    file = forms.FileField(
        label="Berkas data standar pelayanan",
        help_text="JSON, paling besar 4 MB. Mulailah dari tombol Unduh standar sekarang, lalu ubah isinya.",
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )

    class Meta:
        model = StandardsImport
        fields: tuple[str, ...] = ()

    def send(self, *, by: Any) -> ImportRun:
        return standards_upload(file=self.cleaned_data["file"], by=by)


class StandardsUploadView(UploadView):
    page_title = "Bandingkan keputusan berikutnya"
    submit_button_label = "Unggah dan bandingkan"


class StandardsRunView(RunView):
    page_title = "Perbandingan"
    template_name = "cms/admin/standards_import.html"


def current() -> HttpResponse:
    """The standards as they stand, drafts included, as a data file to edit."""
    text = json.dumps(current_standards(), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="standar-pelayanan-{localdate():%Y-%m-%d}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


class StandardsImportViewSet(ImportViewSet):
    model = StandardsImport
    name = "bandingkan-keputusan"
    menu_label = "Keputusan baru"
    menu_order = 210
    add_to_admin_menu = True
    check_kind = CHECK
    apply_kind = APPLY
    request_apply = standards_apply_request
    report_name = "perbandingan"
    form_class = StandardsFileForm
    start_file = StartFile("standar-sekarang/", current, "Unduh standar sekarang")
    add_view_class = StandardsUploadView
    inspect_view_class = StandardsRunView
    inspect_template_name = StandardsRunView.template_name
