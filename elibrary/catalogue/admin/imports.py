"""Staff screens of catalogue imports: send a file, read the verdict on each record, apply it."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.admin import messages

from core.admin.panels import PanelsMixin, action_patterns
from core.imports.admin import ImportViewSet, RunView, UploadView
from core.imports.forms import ImportFileForm
from core.imports.models import ImportRun
from core.imports.services import AlreadyChecking, WrongState
from core.people.access import user_of
from elibrary.catalogue.admin.columns import ColumnsForm
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.catalogue.services.imports import CATALOGUE, catalogue_columns_set, catalogue_upload
from elibrary.publishers.models import Publisher

NAME = "impor-katalog"
FORMATS = [
    ("auto", "Kenali dari isinya"),
    ("onix", "ONIX for Books"),
    ("opds1", "OPDS 1 (Atom)"),
    ("opds2", "OPDS 2 (JSON)"),
    ("marc", "MARC21 atau INDOMARC"),
    ("csv", "CSV"),
    ("xlsx", "Excel (XLSX)"),
]
LABELS = {**dict(FORMATS), "pages": "OPDS, semua halaman umpan"}


class CatalogueFileForm(ImportFileForm):
    import_kind = CATALOGUE

    publisher = forms.ModelChoiceField(
        label="Penerbit",
        queryset=Publisher.objects.all(),
        to_field_name="slug",
        help_text="Belum ada di daftar? Catat dulu di Perpustakaan → Penerbit.",
    )
    file = forms.FileField(
        label="Berkas katalog",
        help_text="ONIX, OPDS, MARC, CSV, atau Excel (XLSX), paling besar 200 MB.",
    )
    format = forms.ChoiceField(label="Format", choices=FORMATS, initial="auto")

    def send(self, *, by: AbstractBaseUser) -> ImportRun:
        answers = self.cleaned_data
        return catalogue_upload(file=answers["file"], publisher=answers["publisher"].slug, format=answers["format"], by=by)


class CatalogueUploadView(UploadView):
    page_title = "Impor katalog"
    asked = {"publisher": "penerbit"}


class CatalogueRunView(PanelsMixin, RunView):
    """The report; for a table also what its columns were taken for, as long as that can be changed."""

    page_title = "Katalog"
    template_name = "elibrary/catalogue/admin/import.html"
    columns_form: ColumnsForm | None = None
    object: ImportRun

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        return super().get_context_data(
            columns_form=self.columns_form or _columns_form(run),
            publisher=_publisher(run),
            summary=catalogue_summary(run) if run.state in {run.State.CHECKED, run.State.APPLIED} else None,
            format_label=LABELS.get(run.options.get("recognised", ""), run.options.get("recognised", "")),
            **kwargs,
        )


def _columns_form(run: ImportRun, answers: QueryDict | None = None) -> ColumnsForm | None:
    """None where there are no columns, or nothing about them can be changed any more."""
    columns = run.options.get("columns")
    if not columns or run.state not in {run.State.CHECKED, run.State.REFUSED}:
        return None
    return ColumnsForm(columns, answers)


class ColumnsView(CatalogueRunView):
    """The same screen with answers: stores them and reads the file again, or shows their errors."""

    permission_required = "add"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = _columns_form(self.object, request.POST)
        if form is not None and not form.is_valid():
            self.columns_form = form
            return self.get(request, *args, **kwargs)
        try:
            if form is not None:
                catalogue_columns_set(run=self.object, chosen=form.chosen, by=user_of(request))
                messages.success(request, "Kolom disimpan untuk penerbit ini. Berkas dibaca ulang.")
        except WrongState:
            messages.warning(request, "Katalog ini sudah diterapkan sebagian. Unggah berkasnya lagi.")
        except AlreadyChecking:
            messages.warning(request, "Berkas yang sama sedang diperiksa. Tunggu sampai selesai.")
        return redirect("impor-katalog:inspect", self.object.pk)


def _publisher(run: ImportRun) -> Publisher | None:
    """None until the first catalogue of a new publisher is applied."""
    return Publisher.objects.filter(slug=run.options["publisher"]).first()


class CatalogueImportViewSet(ImportViewSet):
    name = NAME
    icon = "upload"
    menu_label = "Impor katalog"
    report_name = "laporan-impor-katalog"
    form_class = CatalogueFileForm
    add_view_class = CatalogueUploadView
    inspect_view_class = CatalogueRunView

    def get_urlpatterns(self) -> list[URLPattern]:
        columns = self.construct_view(ColumnsView, **self.get_inspect_view_kwargs())
        return [
            *super().get_urlpatterns(),
            path("kolom/<uuid:pk>/", columns, name="columns"),
            *action_patterns(self),
        ]
