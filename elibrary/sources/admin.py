"""Staff screens of the places from which catalogues come by themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import NeverDeleted, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.fetching.address import read_address
from core.fetching.selectors import may_visit
from core.jobs.services import latest_job
from elibrary.sources.models import CatalogueSource
from elibrary.sources.services.sources import CHECK_SOURCE, EDITABLE, source_check_request, source_save

RELOAD_SECONDS = 3
CHECKS_A_PAGE = 25
FILES_SHOWN = 25


class CatalogueSourceForm(forms.ModelForm):
    class Meta:
        model = CatalogueSource
        fields = EDITABLE

    def saved(self, *, by: Any) -> CatalogueSource:
        return source_save(source=self.instance, answers=self.cleaned_data, by=by, log=True)


class SourceIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[CatalogueSource]:
        return super().get_base_queryset().select_related("publisher")


class _Saves:
    """A host that nobody has allowed yet doesn't stop the librarian: it is told, and the Admin can be asked."""

    request: HttpRequest
    form: Any

    def save_instance(self) -> CatalogueSource:
        source = self.form.saved(by=self.request.user)
        if source.kind == CatalogueSource.Kind.OPDS and not may_visit(address := read_address(source.address)):
            messages.warning(
                self.request,
                f"Host {address.host} belum diizinkan. Minta Admin menambahkannya di Host yang diizinkan.",
            )
        return source


class SourceCreateView(_Saves, CreateView):
    page_title = "Catat sumber katalog"


class SourceEditView(_Saves, EditView):
    page_title = "Ubah sumber katalog"

    def get_success_url(self) -> str:
        return reverse("sumber-katalog:inspect", args=[self.object.pk])


class SourceInspectView(RecordView):
    """How the last looks at the place ended and what they brought. Reloads itself while one is under way."""

    page_title = "Sumber katalog"
    template_name = "elibrary/sources/admin/source.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source: CatalogueSource = self.object
        job = latest_job(kind=CHECK_SOURCE, subject=source.job_subject)
        is_open = job is not None and job.is_open
        return super().get_context_data(
            source=source,
            job=job if is_open else None,
            reload_seconds=RELOAD_SECONDS if is_open else None,
            checks=Paginator(source.checks.all(), CHECKS_A_PAGE).get_page(self.request.GET.get("p")),
            files=list(source.files.select_related("run")[:FILES_SHOWN]),
            may_check=self.permission_policy.user_has_permission(self.request.user, "change"),
            **kwargs,
        )


class SourceCheckNowView(PermissionCheckedMixin, View):
    """Only POST: a link must not start work."""

    http_method_names = ["post"]
    permission_required = "change"
    permission_policy: Any = None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(CatalogueSource, pk=pk)
        if source_check_request(source=source, by=request.user):
            messages.success(request, "Sumber ini diperiksa sekarang.")
        else:
            messages.warning(request, "Sumber ini sedang diperiksa.")
        return redirect("sumber-katalog:inspect", pk)


def _result(source: CatalogueSource) -> str:
    return source.get_last_result_display() or "belum diperiksa"


class CatalogueSourceViewSet(ModelViewSet):
    model = CatalogueSource
    name = "sumber-katalog"
    icon = "download"
    menu_label = "Sumber katalog"
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    inspect_view_class = SourceInspectView
    inspect_template_name = SourceInspectView.template_name
    inspect_view_enabled = True
    inspect_view_fields = ["publisher", "kind", "place", "every", "applies_directly", "is_active", "created_at"]
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("publisher", label="Penerbit", url_name="sumber-katalog:inspect", sort_key="publisher__name"),
        Column("get_kind_display", label="Jenis", sort_key="kind"),
        Column("place", label="Alamat"),
        Column("last_result", label="Hasil terakhir", accessor=_result, sort_key="last_result"),
        DateColumn("last_checked_at", label="Diperiksa", sort_key="last_checked_at"),
        Column("is_active", label="Aktif", accessor=lambda source: "ya" if source.is_active else "tidak"),
    ]
    list_filter = ["publisher", "kind", "last_result", "is_active"]
    list_export = [
        "publisher",
        "get_kind_display",
        "place",
        "get_every_display",
        "applies_directly",
        "is_active",
        "last_checked_at",
        "get_last_result_display",
        "last_message",
        "failures",
    ]
    export_headings = {
        "get_kind_display": "jenis",
        "place": "alamat",
        "get_every_display": "diperiksa tiap",
        "get_last_result_display": "hasil terakhir",
    }
    search_fields = ["address", "publisher__name", "publisher__slug", "last_message"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["publisher__name", "pk"]

    @property
    def permission_policy(self) -> NeverDeleted:
        return NeverDeleted(self.model)

    def get_form_class(self, for_update: bool = False) -> type[CatalogueSourceForm]:
        return CatalogueSourceForm

    def get_urlpatterns(self) -> list[URLPattern]:
        check = SourceCheckNowView.as_view(permission_policy=self.permission_policy)
        return [*super().get_urlpatterns(), path("periksa/<int:pk>/", check, name="check")]


def import_source(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, Any]:
    """For the page of a catalogue import: the place that brought it, None where a user uploaded it."""
    number = shown["run"].options.get("source")
    return {"source": CatalogueSource.objects.filter(pk=number).first() if number else None}
