"""A resumable upload in parts."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.ordering.models.order import Order

MOST_BYTES = 2 * 1024**3


class DeliveryUpload(models.Model):
    """``offset`` bytes of ``size`` have arrived and are stored as parts in private storage; each part moves it once.

    Complete, it is assembled by a job and becomes ``delivery``; ``problem`` is the reason if it failed. The row is deleted
    after ``expires_at``: until then a sender whose last response was lost can query that all has arrived.
    """

    public_id = models.UUIDField("kode alamat", default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey(Order, verbose_name="pesanan", on_delete=models.CASCADE, related_name="uploads")
    link = models.ForeignKey(
        DeliveryLink, verbose_name="tautan", null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diunggah petugas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField("nama berkas", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    offset = models.PositiveBigIntegerField("sudah tiba (bita)", default=0)
    delivery = models.ForeignKey(
        Delivery, verbose_name="kiriman", null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    problem = models.CharField("kendala", max_length=500, blank=True)
    created_at = models.DateTimeField("dimulai", auto_now_add=True)
    expires_at = models.DateTimeField("dibuang sesudah")
    completed_at = models.DateTimeField("lengkap", null=True, blank=True)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES, offset__lte=F("size")), name="elibrary_upload_within_size"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, delivery__isnull=True)
                | Q(completed_at__isnull=False, offset=F("size")),
                name="elibrary_upload_complete_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="elibrary_upload_expiry")]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return self.offset * 100 // self.size

    @property
    def folder(self) -> str:
        """Where its parts lie in private storage."""
        return f"deliveries/parts/{self.public_id.hex}"


class UploadPart(models.Model):
    """Bytes that were acknowledged: from ``offset`` on, whole, in an object of their own. Rows are only added."""

    upload = models.ForeignKey(DeliveryUpload, on_delete=models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField("mulai bita")
    size = models.PositiveBigIntegerField("ukuran (bita)")
    name = models.CharField("nama objek", max_length=200, unique=True)

    class Meta:
        verbose_name = "bagian unggahan"
        verbose_name_plural = "bagian unggahan"
        ordering = ["offset"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="elibrary_upload_part_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="elibrary_upload_part_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.offset}+{self.size}"
