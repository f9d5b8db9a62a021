"""Requests of data subjects (UU 27/2022 pasal 5–13): export and erasure."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.files.models.site_media import document_storage

EXPORT_LIFE = timedelta(days=7)
"""How long a finished export is available."""
ERASURE_LIMIT = timedelta(hours=3 * 24)
"""UU 27/2022 gives 3 × 24 hours to act on a request."""


class DataExport(models.Model):
    """The current export of a person's data, under way or available; a new request replaces it."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"user"}

    class State(models.TextChoices):
        WAITING = "waiting", "sedang disiapkan"
        READY = "ready", "siap diunduh"
        FAILED = "failed", "gagal"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_export")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.WAITING)
    file = models.FileField("berkas", storage=document_storage, upload_to="exports", max_length=200, blank=True)
    requested_at = models.DateTimeField("diminta")
    expires_at = models.DateTimeField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "salinan data"
        verbose_name_plural = "salinan data"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & Q(expires_at__isnull=False)), name="lms_export_ready_has_file"
            )
        ]

    def __str__(self) -> str:
        return f"Salinan data {self.pk}"

    def may_be_fetched_at(self, moment: datetime) -> bool:
        return self.state == self.State.READY and self.expires_at is not None and moment < self.expires_at

    @property
    def may_be_fetched(self) -> bool:
        return self.may_be_fetched_at(timezone.now())


class ErasureRequest(models.Model):
    """A request for erasure. The row outlives the account as proof, with the account's number only."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"user"}

    class State(models.TextChoices):
        REQUESTED = "requested", "menunggu petugas"
        APPROVED = "approved", "sedang dijalankan"
        DONE = "done", "selesai"
        CANCELLED = "cancelled", "dibatalkan"

    OPEN = (State.REQUESTED, State.APPROVED)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pemohon",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="erasure_requests",
    )
    account_number = models.PositiveBigIntegerField("nomor akun")
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.REQUESTED)
    requested_at = models.DateTimeField("diminta")
    due_at = models.DateTimeField("batas waktu")
    approved_at = models.DateTimeField("disetujui", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="disetujui oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)
    reminded_at = models.DateTimeField("diingatkan", null=True, blank=True)

    class Meta:
        verbose_name = "permintaan hapus data"
        verbose_name_plural = "permintaan hapus data"
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account_number"], condition=Q(state__in=["requested", "approved"]), name="lms_erasure_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "approved"], ended_at=None)
                | Q(state__in=["done", "cancelled"], ended_at__isnull=False),
                name="lms_erasure_ended_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Permintaan {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and timezone.now() > self.due_at

    @property
    def clock(self) -> str:
        """The time left of the 3 × 24 hours, as text."""
        if not self.is_open:
            return self.get_state_display()
        hours = abs(self.due_at - timezone.now()) // timedelta(hours=1)
        return f"Terlambat {hours} jam" if self.is_overdue else f"Sisa {hours} jam"
