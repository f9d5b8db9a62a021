"""Wagtail's picture and document forms with our checks in front of its own (named in settings/components/wagtail.py)."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.files.uploads.checks import UploadRefused, check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import PDF, PICTURES, FileKind

ALT_TEXT_HELP = (
    "Apa yang terlihat dan mengapa penting, dalam satu kalimat. Teks ini dibacakan kepada orang yang tidak melihat "
    "gambarnya, dan tampil bila gambar gagal dimuat. Bila gambar hanya menjadi hiasan, tandai itu di halamannya."
)


class ChecksFileFirst(forms.ModelForm):
    """Looks at the raw upload before Wagtail's field does, since that opens pictures in this very process."""

    kinds: tuple[FileKind, ...]
    most_bytes: int

    def full_clean(self) -> None:
        self._check_upload()
        super().full_clean()
        if self.is_bound:
            self._store_upload()

    def _check_upload(self) -> None:
        upload = self.files.get(self.add_prefix("file"))
        if isinstance(upload, UploadedFile):
            try:
                upload.name = check_upload(upload, allowed=self.kinds, most_bytes=self.most_bytes).name
            except UploadRefused as refusal:
                self.fields["file"] = _AlwaysRefused(str(refusal), like=self.fields["file"])

    def _store_upload(self) -> None:
        """Store a good file here already, not in ``save``: a full disk is then reported beside the field as any refusal."""
        upload = self.cleaned_data.get("file")
        if self.errors or not isinstance(upload, UploadedFile):
            return
        kept = self.instance.file
        try:
            with refuse_when_disk_is_full():
                kept.save(kept.name, kept.file, save=False)
        except UploadRefused as refusal:
            self.add_error("file", str(refusal))


class _AlwaysRefused(forms.FileField):
    def __init__(self, sentence: str, *, like: forms.Field) -> None:
        super().__init__(label=like.label, widget=like.widget, help_text=like.help_text)
        self.sentence = sentence

    def clean(self, data: Any, initial: Any = None) -> Any:
        raise ValidationError(self.sentence, code="refused")


class SiteImageForm(ChecksFileFirst, BaseImageForm):
    """PNG, JPEG and WebP; no SVG, which is a program as much as a picture. Nobody keeps a picture without words for it."""

    kinds = PICTURES
    most_bytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["description"]
        field.required = True
        field.label = "Teks alternatif"
        field.help_text = ALT_TEXT_HELP
        field.error_messages["required"] = "Tulis apa yang terlihat pada gambar ini."


class SiteDocumentForm(ChecksFileFirst, BaseDocumentForm):
    kinds = (PDF,)
    most_bytes = settings.DOCUMENT_MAX_BYTES
