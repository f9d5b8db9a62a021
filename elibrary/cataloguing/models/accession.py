"""The accession register (buku induk): every copy and every licence that the library took in."""

from django.db import models
from django.db.models import Q

from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.ordering.models.line import OrderLine


class Accession(models.Model):
    """One item under its nomor induk. A number is never reused: a withdrawn item keeps it, with the reason."""

    class Form(models.TextChoices):
        COPY = "copy", "eksemplar"
        LICENCE = "licence", "lisensi"

    class Source(models.TextChoices):
        PURCHASE = "purchase", "pembelian"
        GIFT = "gift", "hadiah atau hibah"
        EXCHANGE = "exchange", "tukar-menukar"
        OWN = "own", "terbitan sendiri"
        OPEN = "open", "akses terbuka"
        UNKNOWN = "unknown", "tidak diketahui"

    record = models.ForeignKey(
        BibliographicRecord, verbose_name="cantuman", on_delete=models.PROTECT, related_name="accessions"
    )
    number = models.CharField("nomor induk", max_length=40, unique=True)
    form = models.CharField("bentuk", max_length=10, choices=Form.choices, default=Form.COPY)
    source = models.CharField("asal", max_length=10, choices=Source.choices, default=Source.UNKNOWN)
    order_line = models.ForeignKey(
        OrderLine, verbose_name="baris pesanan", null=True, blank=True, on_delete=models.SET_NULL, related_name="accessions"
    )
    line_copy = models.PositiveIntegerField("salinan ke-", null=True, editable=False)
    """Which copy of the line this is: each has one number, however often the button is pressed."""
    price_idr = models.PositiveBigIntegerField("harga (rupiah)", null=True, blank=True)
    received_on = models.DateField("diterima", null=True, blank=True)
    note = models.CharField("catatan", max_length=200, blank=True)
    withdrawn_on = models.DateField("dikeluarkan", null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField("alasan dikeluarkan", max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "nomor induk"
        verbose_name_plural = "buku induk"
        ordering = ["pk"]
        default_permissions = ("add", "view", "change")
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="elibrary_accession_numbered"),
            models.UniqueConstraint(fields=["order_line", "line_copy"], name="elibrary_accession_line_copy_once"),
            models.CheckConstraint(
                condition=~Q(number__contains="<") & ~Q(number__contains=">"), name="elibrary_accession_brackets"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="elibrary_accession_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None
