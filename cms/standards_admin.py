"""Staff screens for next year's decree: send a data file, read what it changes, save the changes as drafts."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from wagtail.admin.widgets import Button

from cms.models import StandardsImport
from cms.services.standards_import import APPLY, CHECK, MOST_BYTES, standards_apply_request, standards_upload
from cms.standards_export import current_standards
from core.imports.admin import ImportFileForm, ImportViewSet, RunIndexView, RunStep, RunView, UploadView
from core.models import ImportRun
from core.uploads import JSON

NAME = "bandingkan-keputusan"


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


class StandardsIndexView(RunIndexView):
    @property
    def header_more_buttons(self) -> list[Button]:
        url = reverse(f"{NAME}:current")
        return [*super().header_more_buttons, Button("Unduh standar sekarang", url=url, icon_name="download", priority=20)]


class StandardsRunView(RunView):
    page_title = "Perbandingan"
    template_name = "cms/admin/standards_import.html"


class CurrentView(RunStep):
    """The standards as they stand, drafts included, as a data file to edit."""

    http_method_names = ["get"]
    permission_required = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        text = json.dumps(current_standards(), ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="standar-pelayanan-{localdate():%Y-%m-%d}.json"'
        response["Cache-Control"] = "private, no-store"
        return response


class StandardsImportViewSet(ImportViewSet):
    model = StandardsImport
    name = NAME
    menu_label = "Keputusan baru"
    menu_order = 210
    add_to_admin_menu = True
    check_kind = CHECK
    apply_kind = APPLY
    request_apply = standards_apply_request
    report_name = "perbandingan"
    form_class = StandardsFileForm
    add_view_class = StandardsUploadView
    index_view_class = StandardsIndexView
    inspect_view_class = StandardsRunView
    inspect_template_name = StandardsRunView.template_name

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("standar-sekarang/", CurrentView.as_view(**self.step_kwargs), name="current"),
        ]
