"""Staff screens of service standards: import of the next decree, and snippets."""

import json

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.standards.imports.export import current_standards
from cms.standards.models.service import Audience
from cms.standards.services.imports import STANDARDS
from core.imports.admin import ImportViewSet, RunView, StartFile, UploadView
from core.imports.forms import ImportFileForm
from core.pages.models import LegalBasis


class LegalBasisViewSet(SnippetViewSet):
    """Regulations and their status."""

    model = LegalBasis
    icon = "doc-full"
    menu_label = "Dasar hukum"
    list_display = ["citation", "title", "status"]
    list_filter = ["kind", "status", "year"]
    search_fields = ["number", "title", "issuer"]
    list_export = ["kind", "issuer", "number", "year", "title", "status", "status_source", "status_checked_on"]
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("issuer")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("year")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("changed_by")]),
        FieldRowPanel([FieldPanel("status_source"), FieldPanel("status_checked_on")]),
    ]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    menu_label = "Kelompok pengguna"
    list_display = ["name"]
    list_export = ["name"]
    search_fields = ["name"]


class StandardsGroup(SnippetViewSetGroup):
    menu_label = "Data layanan"
    menu_icon = "doc-full-inverse"
    menu_order = 200
    items = (LegalBasisViewSet, AudienceViewSet)


class StandardsFileForm(ImportFileForm):
    import_kind = STANDARDS

    file = forms.FileField(
        label="Berkas data standar pelayanan",
        help_text="JSON, paling besar 4 MB. Mulailah dari tombol Unduh standar sekarang, lalu ubah isinya.",
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )


class StandardsUploadView(UploadView):
    page_title = "Bandingkan keputusan berikutnya"
    submit_button_label = "Unggah dan bandingkan"


class StandardsRunView(RunView):
    page_title = "Perbandingan"
    template_name = "cms/standards/admin/import.html"


def current() -> HttpResponse:
    """Download of the current standards, drafts included, as a data file."""
    text = json.dumps(current_standards(), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="standar-pelayanan-{localdate():%Y-%m-%d}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


class StandardsImportViewSet(ImportViewSet):
    name = "bandingkan-keputusan"
    menu_label = "Keputusan baru"
    menu_order = 210
    add_to_admin_menu = True
    report_name = "perbandingan"
    form_class = StandardsFileForm
    start_file = StartFile("standar-sekarang/", current, "Unduh standar sekarang")
    add_view_class = StandardsUploadView
    inspect_view_class = StandardsRunView
