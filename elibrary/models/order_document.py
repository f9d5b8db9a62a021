"""Papers of an order."""

from typing import Any

from django.conf import settings
from django.db import models

from core.models.media import private_storage
from elibrary.models.order import Order


class OrderDocument(models.Model):
    """A paper that came or went with an order, in private storage. The same file is kept once an order and kind."""

    class Kind(models.TextChoices):
        QUOTATION = "quotation", "surat penawaran"
        LETTER = "letter", "surat pesanan"
        WORK_ORDER = "spk", "SPK"
        HANDOVER = "bast", "BAST"
        INVOICE = "invoice", "faktur"
        CONTRACT = "contract", "kontrak"

    order = models.ForeignKey(Order, verbose_name="pesanan", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    name = models.CharField("nama berkas", max_length=150)
    file: Any = models.FileField("berkas", storage=private_storage, upload_to="orders", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)", editable=False)
    sha256 = models.CharField("sidik berkas (SHA-256)", max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dimasukkan oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField("dimasukkan", auto_now_add=True)

    class Meta:
        verbose_name = "dokumen pesanan"
        verbose_name_plural = "dokumen pesanan"
        ordering = ["-added_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["order", "kind", "sha256"], name="elibrary_order_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
