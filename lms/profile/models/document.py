"""Documents that a run may require: the decree's "Surat Permohonan" and "Identitas Diri"."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.files.models.site_media import document_storage
from courses.runs import requirements


class PersonalDocument(models.Model):
    """The newest upload of one kind by one person. Its content is untrusted: it is served as a download only."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"user"}

    class Kind(models.TextChoices):
        LETTER = requirements.LETTER, "Surat Permohonan"
        IDENTITY = requirements.IDENTITY, "Identitas Diri"

    class State(models.TextChoices):
        WAITING = "waiting", "menunggu"
        ACCEPTED = "accepted", "diterima"
        REFUSED = "refused", "ditolak"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="peserta", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    file = models.FileField("berkas", storage=document_storage, upload_to="documents", max_length=200)
    content_type = models.CharField("jenis berkas", max_length=40)
    size = models.PositiveIntegerField("ukuran")
    sha256 = models.CharField("sidik jari berkas", max_length=64)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(
        "alasan", max_length=200, blank=True, help_text="Dibaca peserta. Tulis apa yang harus diperbaiki."
    )
    uploaded_at = models.DateTimeField("diunggah")
    checked_at = models.DateTimeField("diperiksa", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diperiksa oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "berkas peserta"
        verbose_name_plural = "berkas peserta"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="lms_document_one_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(state="refused") & Q(reason="") | Q(state="refused") & ~Q(reason=""),
                name="lms_document_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", checked_at=None) | ~Q(state="waiting") & Q(checked_at__isnull=False),
                name="lms_document_checked_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def extension(self) -> str:
        return (self.file.name or "").rpartition(".")[2]

    @property
    def is_usable(self) -> bool:
        """Good enough to enter a class, not to complete it: staff have accepted it, or have not looked yet."""
        return self.state != self.State.REFUSED
