"""A publisher as a partner of the library."""

from django.core.exceptions import ValidationError
from django.db import models

from elibrary.formats.tables.profile import faults


def check_profile(value: object) -> None:
    """A profile maps headings to fields: existing ones, and no field twice unless it may have several."""
    if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
        raise ValidationError('Tulis seperti {"Judul Buku": "title"}: judul kolom, lalu bidangnya.')
    if sentences := [sentence for _, sentence in faults(value)]:
        raise ValidationError(sentences)


class Publisher(models.Model):
    """A sender of catalogues. The name on a title page is in ``Book.publisher_name`` and in the records of offers."""

    name = models.CharField("nama", max_length=200)
    slug = models.SlugField(
        "kode",
        max_length=80,
        unique=True,
        help_text="Nama pendek untuk perintah impor, misalnya balai-pustaka. Hanya huruf kecil, angka, dan tanda hubung.",
    )
    aliases = models.TextField("nama lain", blank=True, max_length=2000, help_text="Satu nama tiap baris.")
    contact = models.CharField("narahubung", max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True)
    profile = models.JSONField(
        "kolom katalog",
        default=dict,
        blank=True,
        validators=[check_profile],
        help_text="Untuk katalog CSV dan XLSX dengan judul kolom yang tidak lazim. Cara termudah: unggah katalognya, lalu "
        "betulkan kolomnya pada hasil pemeriksaan.",
    )
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "penerbit"
        verbose_name_plural = "penerbit"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
