"""Films, sounds and papers that are part of a lesson."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.files.models.site_media import private_storage


class MediaFile(models.Model):
    """A file in private storage. Who may have it is for the page that uses it to say: no address leads here by itself.

    The file of a row never changes, so that browsers may keep what they have of it; a new cut is a new row.
    """

    class Kind(models.TextChoices):
        VIDEO = "video", "Video"
        AUDIO = "audio", "Audio"
        DOCUMENT = "document", "Dokumen"

    public_id = models.UUIDField("kode alamat", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("judul", max_length=120, help_text="Dibaca peserta pada tautan dan pemutar.")
    kind = models.CharField("jenis", max_length=8, choices=Kind.choices, editable=False)
    file: Any = models.FileField("berkas", storage=private_storage, max_length=200, editable=False)
    content_type = models.CharField("jenis isi", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("ukuran", editable=False)
    page_count = models.PositiveIntegerField("jumlah halaman", null=True, blank=True, editable=False)
    captions = models.TextField("takarir (WebVTT)", blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diunggah oleh",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("diunggah", auto_now_add=True)

    class Meta:
        verbose_name = "berkas media"
        verbose_name_plural = "berkas media"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="core_media_not_empty"),
            models.CheckConstraint(condition=Q(kind="video") | Q(captions=""), name="core_media_captions_of_video"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_captions(self) -> bool:
        return bool(self.captions)

    has_captions.fget.short_description = "takarir"  # type: ignore[attr-defined]  # how the admin's screens name it

    @property
    def is_pdf(self) -> bool:
        return self.content_type == "application/pdf"

    @property
    def format_label(self) -> str:
        """What stands behind a link: "PDF", "MP4", "DOCX"."""
        return self.file.name.rpartition(".")[2].upper()
