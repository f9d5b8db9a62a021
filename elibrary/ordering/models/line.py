"""What is ordered: one offer under one licence."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q

from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.order import Order


def _needs(model: str, field: str) -> Q:
    """A licence of this model requires a number in ``field``."""
    return ~Q(licence=model) | Q(**{f"{field}__isnull": False, f"{field}__gt": 0})


class OrderLine(models.Model):
    """An offer, its licence and its price. Title and ISBN stay as they were ordered, whatever the offer becomes.

    ``unit_price_idr`` is None while the price is unknown, and 0 for what costs nothing: a gift, open access.
    ``tax_percent`` is None where the price excludes tax and the rate is unknown.
    ``delivered_at`` is set by ``services.orders.line_deliver``, when the file, the link or the print copies are there.
    ``came_as_file``: a matched file set it, and when the last such file is taken off, ``line_take_back`` clears it again;
    what staff noted themselves stays.
    """

    class Licence(models.TextChoices):
        PERPETUAL = "perpetual", "selamanya, satu salinan satu pembaca"
        CONCURRENT = "concurrent", "sejumlah pembaca bersamaan"
        METERED_LOANS = "loans", "sejumlah peminjaman"
        METERED_MONTHS = "months", "sejumlah bulan"
        SUBSCRIPTION = "subscription", "langganan"
        OPEN_ACCESS = "open", "akses terbuka"
        EXTERNAL = "external", "di platform luar"

    class Route(models.TextChoices):
        HOSTED = "hosted", "berkas di perpustakaan ini"
        EXTERNAL = "external", "platform luar"
        PRINT = "print", "cetak"

    order = models.ForeignKey(Order, verbose_name="pesanan", on_delete=models.CASCADE, related_name="lines")
    offer = models.ForeignKey(Offer, verbose_name="penawaran", on_delete=models.PROTECT, related_name="order_lines")
    title = models.CharField("judul", max_length=500, editable=False)
    isbn13 = models.CharField("ISBN", max_length=13, blank=True, editable=False)
    route = models.CharField("jalur akses", max_length=10, choices=Route.choices, default=Route.HOSTED)
    licence = models.CharField("lisensi", max_length=12, choices=Licence.choices, default=Licence.PERPETUAL)
    copies = models.PositiveIntegerField("salinan", default=1, validators=[MinValueValidator(1)])
    readers = models.PositiveIntegerField("pembaca bersamaan", null=True, blank=True, validators=[MinValueValidator(1)])
    loans = models.PositiveIntegerField("peminjaman", null=True, blank=True, validators=[MinValueValidator(1)])
    months = models.PositiveSmallIntegerField("bulan", null=True, blank=True, validators=[MinValueValidator(1)])
    starts_on = models.DateField("berlaku mulai", null=True, blank=True)
    ends_on = models.DateField("berlaku sampai", null=True, blank=True)
    unit_price_idr = models.PositiveBigIntegerField("harga satuan (rupiah)", null=True, blank=True)
    discount_percent = models.DecimalField(
        "potongan (%)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    tax_percent = models.DecimalField(
        "pajak (%)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    is_tax_included = models.BooleanField("harga sudah termasuk pajak", default=False)
    total_idr = models.PositiveBigIntegerField("jumlah (rupiah)", default=0, editable=False)
    territory = models.CharField("wilayah", max_length=100, default="ID")
    may_print = models.BooleanField("boleh dicetak", default=False)
    may_copy = models.BooleanField("boleh disalin", default=False)
    may_read_aloud = models.BooleanField("boleh dibacakan mesin", default=True)
    may_download = models.BooleanField("boleh diunduh", default=False)
    embargo_until = models.DateField("tidak dibuka sebelum", null=True, blank=True)
    external_url = models.URLField(
        "alamat di platform luar",
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["https"], message="Tulis alamat lengkap yang diawali https://.")],
    )
    delivered_at = models.DateTimeField("diterima", null=True, blank=True, editable=False)
    came_as_file = models.BooleanField("diterima lewat berkas", default=False, editable=False)

    class Meta:
        verbose_name = "baris pesanan"
        verbose_name_plural = "baris pesanan"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["order", "offer", "licence"], name="elibrary_line_once"),
            models.CheckConstraint(condition=Q(copies__gte=1), name="elibrary_line_copies"),
            models.CheckConstraint(condition=_needs("concurrent", "readers"), name="elibrary_line_readers"),
            models.CheckConstraint(condition=_needs("loans", "loans"), name="elibrary_line_loans"),
            models.CheckConstraint(condition=_needs("months", "months"), name="elibrary_line_months"),
            models.CheckConstraint(
                condition=Q(discount_percent__gte=0, discount_percent__lte=100), name="elibrary_line_discount"
            ),
            models.CheckConstraint(condition=Q(tax_percent__gte=0, tax_percent__lte=100), name="elibrary_line_tax"),
            models.CheckConstraint(
                condition=Q(came_as_file=False) | Q(delivered_at__isnull=False), name="elibrary_line_file_has_come"
            ),
            models.CheckConstraint(condition=~Q(licence="open") | Q(total_idr=0), name="elibrary_line_open_access_is_free"),
            models.CheckConstraint(
                condition=Q(unit_price_idr__isnull=False) | Q(total_idr=0, delivered_at__isnull=True),
                name="elibrary_line_priced_before_it_comes",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="elibrary_line_term",
            ),
        ]

    def __str__(self) -> str:
        return self.title
