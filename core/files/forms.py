"""Forms for media files. What is refused is told beside its field; the services check again when they store."""

from typing import Any

from django import forms

from core.documents.captions import CaptionsRefused, clean_captions
from core.files.models.media_file import MediaFile
from core.files.services import TAKEN, check_media_file
from core.files.uploads.checks import UploadRefused

_SIZES = "Video MP4 atau WebM sampai 200 MB, suara MP3, M4A, atau OGG sampai 50 MB, PDF atau Office sampai 25 MB."


class MediaFileForm(forms.ModelForm):
    """Title and captions; the file stays the one that was checked."""

    captions_file = forms.FileField(
        label="Takarir (WebVTT)",
        required=False,
        help_text="Hanya untuk video, wajib sebelum pelajarannya terbit. Berkas .vtt atau .srt.",
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )

    class Meta:
        model = MediaFile
        fields = ("title",)

    def clean_captions_file(self) -> bytes:
        upload = self.cleaned_data["captions_file"]
        if upload is None:
            return b""
        data: bytes = upload.read(1024 * 1024)
        try:
            clean_captions(data)
        except CaptionsRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        if self.instance.pk and self.instance.kind != MediaFile.Kind.VIDEO:
            raise forms.ValidationError("Takarir hanya untuk video.", code="refused")
        return data


class NewMediaFileForm(MediaFileForm):
    """Any kind of file that lessons take."""

    kinds: tuple[str, ...] = tuple(TAKEN)

    file = forms.FileField(label="Berkas", help_text=_SIZES)
    field_order = ("file", "title", "captions_file")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.kind, _ = check_media_file(file, kinds=self.kinds)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("captions_file") and getattr(self, "kind", MediaFile.Kind.VIDEO) != MediaFile.Kind.VIDEO:
            self.add_error("captions_file", "Takarir hanya untuk video.")
        return cleaned


class NewVideoForm(NewMediaFileForm):
    kinds = (MediaFile.Kind.VIDEO,)


class NewAudioForm(NewMediaFileForm):
    kinds = (MediaFile.Kind.AUDIO,)
    captions_file = None  # type: ignore[assignment]


class NewDocumentForm(NewMediaFileForm):
    kinds = (MediaFile.Kind.DOCUMENT,)
    captions_file = None  # type: ignore[assignment]
