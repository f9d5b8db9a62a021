"""An order with a publisher, and each step it took."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.files.models.site_media import private_storage
from elibrary.ordering.models.budget import Budget
from elibrary.publishers.models import Publisher


class Order(models.Model):
    """What the library buys, or is given, from one publisher: draft → submitted → approved → sent → delivered → closed.

    ``state`` is moved by ``services.orders`` alone, one step at a time; ``OrderStep`` records the user and the time.
    ``total_idr`` is the sum of its lines, stored when they change; an order that costs something is approved
    only with a budget. ``unpriced_lines``, stored the same way, are those with an unknown price: an order that
    has any is neither submitted nor approved, as it would pass for one that costs nothing.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "konsep"
        SUBMITTED = "submitted", "diajukan"
        APPROVED = "approved", "disetujui"
        SENT = "sent", "dikirim ke penerbit"
        PARTLY_DELIVERED = "partly", "diterima sebagian"
        DELIVERED = "delivered", "diterima lengkap"
        CLOSED = "closed", "selesai"
        CANCELLED = "cancelled", "dibatalkan"

    number = models.CharField("nomor", max_length=40, unique=True, editable=False)
    publisher = models.ForeignKey(Publisher, verbose_name="penerbit", on_delete=models.PROTECT, related_name="orders")
    subject = models.CharField("perihal", max_length=200)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    budget = models.ForeignKey(
        Budget, verbose_name="anggaran", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    total_idr = models.PositiveBigIntegerField("jumlah (rupiah)", default=0, editable=False)
    unpriced_lines = models.PositiveIntegerField("judul tanpa harga", default=0, editable=False)
    note = models.TextField("catatan", blank=True, max_length=2000)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dibuat oleh",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    changed_at = models.DateTimeField("berubah", auto_now=True)

    class Meta:
        verbose_name = "pesanan"
        verbose_name_plural = "pesanan"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("add", "change", "view")
        permissions = [
            ("submit_order", "Dapat mengajukan pesanan"),
            ("approve_order", "Dapat menyetujui pesanan"),
            ("send_order", "Dapat mengirim, menerima, dan menutup pesanan"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_idr=0) | Q(budget__isnull=False) | Q(state__in=["draft", "submitted", "cancelled"]),
                name="elibrary_order_paid_from_a_budget",
            ),
            models.CheckConstraint(
                condition=Q(unpriced_lines=0) | Q(state__in=["draft", "submitted", "cancelled"]),
                name="elibrary_order_priced",
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="elibrary_order_desk")]

    def __str__(self) -> str:
        return self.number


class OrderStep(models.Model):
    """One step of an order: from which state to which, by whom, when. Rows are only added."""

    order = models.ForeignKey(Order, verbose_name="pesanan", on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("urutan")
    from_state = models.CharField("dari", max_length=10, choices=Order.State.choices, blank=True)
    to_state = models.CharField("menjadi", max_length=10, choices=Order.State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField("keterangan", max_length=500, blank=True)
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "langkah pesanan"
        verbose_name_plural = "langkah pesanan"
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="elibrary_order_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class OrderDocument(models.Model):
    """An incoming or outgoing document of an order, in private storage. A file is stored once an order and kind."""

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
