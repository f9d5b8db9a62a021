"""Delivered files, each stored once, and the orders they were sent for."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.files.models.site_media import private_storage
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order


class DeliveredFile(models.Model):
    """One file, whatever names and orders it comes with: ``sha256`` is unique. The sandbox's findings are stored here."""

    class Kind(models.TextChoices):
        UNKNOWN = "", "belum diperiksa"
        PDF = "pdf", "PDF"
        EPUB = "epub", "EPUB"
        OTHER = "other", "lainnya"

    sha256 = models.CharField("sidik berkas (SHA-256)", max_length=64, unique=True, editable=False)
    file: Any = models.FileField("berkas", storage=private_storage, max_length=200, editable=False)
    size = models.PositiveBigIntegerField("ukuran (bita)", editable=False)
    kind = models.CharField("jenis", max_length=5, choices=Kind.choices, default=Kind.UNKNOWN, blank=True, editable=False)
    page_count = models.PositiveIntegerField("jumlah halaman", null=True, blank=True, editable=False)
    title = models.CharField("judul di dalam berkas", max_length=300, blank=True, editable=False)
    isbns = models.JSONField("ISBN di dalam berkas", default=dict, blank=True, editable=False)
    inspected_at = models.DateTimeField("diperiksa", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("disimpan", auto_now_add=True)

    class Meta:
        verbose_name = "berkas kiriman"
        verbose_name_plural = "berkas kiriman"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="elibrary_delivered_file_not_empty")]

    def __str__(self) -> str:
        return self.sha256[:12]


class Delivery(models.Model):
    """A file delivered for an order, and its state. A file has one delivery an order; its other names are stored.

    ``sent_by`` is the staff member who sent it, ``link`` the link a publisher used; ``settled_by`` is empty when the
    machine matched or refused it.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "diterima, sedang diperiksa"
        INSPECTED = "inspected", "selesai diperiksa"
        MATCHED = "matched", "cocok dengan pesanan"
        UNMATCHED = "unmatched", "belum cocok"
        REFUSED = "refused", "ditolak"

    class How(models.TextChoices):
        NONE = "", "–"
        NAME_ISBN = "isbn_name", "ISBN pada nama berkas"
        METADATA_ISBN = "isbn_meta", "ISBN pada data berkas"
        TEXT_ISBN = "isbn_text", "ISBN di halaman awal atau akhir"
        TITLE = "title", "judul"
        HAND = "hand", "dipilih petugas"

    order = models.ForeignKey(Order, verbose_name="pesanan", on_delete=models.PROTECT, related_name="deliveries")
    file = models.ForeignKey(DeliveredFile, verbose_name="berkas", on_delete=models.PROTECT, related_name="deliveries")
    name = models.CharField("nama berkas", max_length=200)
    other_names = models.JSONField("nama lain", default=list, blank=True, editable=False)
    link = models.ForeignKey(DeliveryLink, verbose_name="tautan", null=True, on_delete=models.SET_NULL, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diunggah petugas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    received_at = models.DateTimeField("diterima", auto_now_add=True)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.RECEIVED, editable=False)
    line = models.ForeignKey(
        OrderLine, verbose_name="baris pesanan", null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    matched_how = models.CharField("dicocokkan lewat", max_length=9, choices=How.choices, default=How.NONE, blank=True)
    problem = models.CharField("masalah", max_length=500, blank=True)
    advice = models.CharField("yang perlu dilakukan", max_length=500, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diputuskan oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField("diputuskan", null=True, blank=True)

    class Meta:
        verbose_name = "kiriman penerbit"
        verbose_name_plural = "kiriman penerbit"
        ordering = ["-received_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(fields=["order", "file"], name="elibrary_delivery_once_an_order"),
            models.CheckConstraint(
                condition=Q(state="matched", line__isnull=False) | (~Q(state="matched") & Q(line__isnull=True)),
                name="elibrary_delivery_matched_has_line",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "unmatched"]) | ~Q(problem=""), name="elibrary_delivery_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "-received_at"], name="elibrary_delivery_desk")]

    def __str__(self) -> str:
        return self.name


class DeliveryRelease(models.Model):
    """A file was taken off the line it had been matched to. Rows are only added.

    The machine never matches that file to the line's offer again, in this order or another; staff may.
    """

    delivery = models.ForeignKey(Delivery, verbose_name="kiriman", on_delete=models.CASCADE, related_name="releases")
    line = models.ForeignKey(OrderLine, verbose_name="baris pesanan", on_delete=models.PROTECT, related_name="+")
    matched_how = models.CharField("dicocokkan lewat", max_length=9, choices=Delivery.How.choices)
    reason = models.CharField("alasan", max_length=300)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_at = models.DateTimeField("dilepas", auto_now_add=True)

    class Meta:
        verbose_name = "pelepasan kiriman"
        verbose_name_plural = "pelepasan kiriman"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="elibrary_release_says_why")]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.line_id}"
