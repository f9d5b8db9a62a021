"""The windows in which authors choose or upload a film, a sound or a paper for a lesson.

Blocks import this while models are still being loaded; what needs models is imported when it is used.
"""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from core.files.uploads.checks import UploadRefused

if TYPE_CHECKING:
    from core.files.models.media_file import MediaFile


class CreateInChooserView(chooser.CreateView):
    def save_form(self, form: Any) -> "MediaFile":
        from core.files.admin.media_files import create_from  # needs models

        return create_from(form, self.request)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().post(request)
        except UploadRefused as refusal:  # the disk filled up between the check and the store
            self.form.add_error("file", str(refusal))
            return self.get_reshow_creation_form_response()


class MediaChooserViewSet(ChooserViewSet):
    """One window for each kind, so that nobody puts a paper where a film belongs."""

    kind: str
    model = "core.MediaFile"
    icon = "media"
    create_view_class = CreateInChooserView
    choose_one_text = "Pilih berkas"
    choose_another_text = "Pilih berkas lain"
    edit_item_text = "Ubah berkas ini"
    search_tab_label = "Cari"
    creation_tab_label = "Unggah"
    create_action_label = "Unggah"
    create_action_clicked_label = "Mengunggah…"
    register_widget = False

    def get_object_list(self) -> Any:
        from core.files.models.media_file import MediaFile  # models are still being loaded when blocks import this module

        return MediaFile.objects.filter(kind=self.kind)


video_chooser = MediaChooserViewSet(
    "pilih_video",
    kind="video",
    url_prefix="pilih-berkas/video",
    creation_form_class="core.files.forms.NewVideoForm",
)
audio_chooser = MediaChooserViewSet(
    "pilih_suara",
    kind="audio",
    url_prefix="pilih-berkas/suara",
    creation_form_class="core.files.forms.NewAudioForm",
)
document_chooser = MediaChooserViewSet(
    "pilih_dokumen",
    kind="document",
    url_prefix="pilih-berkas/dokumen",
    creation_form_class="core.files.forms.NewDocumentForm",
)
MEDIA_CHOOSERS = (video_chooser, audio_chooser, document_chooser)
