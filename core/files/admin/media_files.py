"""The menu "Berkas media": films, sounds and papers for lessons."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.views import View
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet

from core.files.forms import MediaFileForm, NewMediaFileForm
from core.files.models.media_file import MediaFile
from core.files.services import MediaFileInUse, media_file_create, media_file_delete, media_file_edit
from core.files.serving import serve_captions, serve_media_file
from core.files.uploads.checks import UploadRefused


def _size(media: MediaFile) -> str:
    return filesizeformat(media.size)


def create_from(form: NewMediaFileForm, request: HttpRequest) -> MediaFile:
    return media_file_create(
        by=request.user,  # type: ignore[arg-type]
        file=form.cleaned_data["file"],
        title=form.cleaned_data["title"],
        captions=form.cleaned_data.get("captions_file") or b"",
        kinds=form.kinds,
        log=True,
    )


class CreateMediaFileView(generic.CreateView):
    page_title = "Unggah berkas media"
    submit_button_label = "Unggah"
    submit_button_active_label = "Mengunggah…"

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        """The service has its own, short transaction: an upload must not hold the database while it is stored."""
        self.form = form
        try:
            media = create_from(form, self.request)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"“{media}” sudah diunggah. Pilih berkas ini di dalam pelajaran.")
        return redirect(self.index_url_name)


class EditMediaFileView(generic.EditView):
    def save_instance(self) -> MediaFile:
        return media_file_edit(
            by=self.request.user,
            media=self.object,
            title=self.form.cleaned_data["title"],
            captions=self.form.cleaned_data["captions_file"],
        )


class DeleteMediaFileView(generic.DeleteView):
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            media_file_delete(by=self.request.user, media=self.object)
        except MediaFileInUse:
            messages.error(self.request, f"“{self.object}” dipakai pelajaran, jadi tidak bisa dihapus.")
        else:
            messages.success(self.request, f"“{self.object}” sudah dihapus.")
        return redirect(self.index_url_name)


class OpenMediaFileView(PermissionCheckedMixin, View):
    """The file itself, for staff who may see the list."""

    permission_required = "view"
    permission_policy: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return serve_media_file(request, get_object_or_404(MediaFile, pk=pk))


class OpenCaptionsView(OpenMediaFileView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return serve_captions(get_object_or_404(MediaFile, pk=pk))


class MediaFileViewSet(ModelViewSet):
    model = MediaFile
    name = "berkas_media"
    url_prefix = "berkas-media"
    icon = "media"
    menu_label = "Berkas media"
    menu_name = "berkas-media"
    menu_order = 225
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "kind",
        "content_type",
        "size",
        "page_count",
        "has_captions",
        "uploaded_by",
        "created_at",
    ]
    inspect_template_name = "core/files/media_file.html"
    add_view_class = CreateMediaFileView
    edit_view_class = EditMediaFileView
    delete_view_class = DeleteMediaFileView
    list_display = [
        "title",
        Column("get_kind_display", label="Jenis", sort_key="kind"),
        Column("format_label", label="Format"),
        Column("size", label="Ukuran", accessor=_size, sort_key="size"),
        BooleanColumn("has_captions", label="Takarir"),
        DateColumn("created_at", label="Diunggah", sort_key="created_at"),
    ]
    list_filter = ["kind", "created_at"]
    list_export = ["title", "kind", "content_type", "size", "page_count", "has_captions", "created_at"]
    search_fields = ["title"]
    search_backend_name = None
    list_per_page = 25
    ordering = ["-created_at", "-pk"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return MediaFileForm if for_update else NewMediaFileForm

    def get_urlpatterns(self) -> list[URLPattern]:
        opened = self.construct_view(OpenMediaFileView, permission_policy=self.permission_policy)
        captions = self.construct_view(OpenCaptionsView, permission_policy=self.permission_policy)
        return [
            *super().get_urlpatterns(),
            path("buka/<int:pk>/", opened, name="open"),
            path("takarir/<int:pk>/", captions, name="captions"),
        ]
