"""What a publisher offers, from the catalogue and the corrections of staff."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.imports.models import ImportRun
from elibrary.formats.marc.record import WholeRecord, whole_of
from elibrary.publishers.models import Publisher


class Offer(models.Model):
    """One product of one publisher: ``reference`` is the publisher's key for it, ``isbn13`` what others know it by.

    ``record`` is the complete last record of the catalogue; the columns are what staff filter and read. Columns named in
    ``corrected`` hold the word of staff, which no import overwrites.
    """

    class Carrier(models.TextChoices):
        DIGITAL = "digital", "elektronik"
        PRINT = "print", "cetak"
        AUDIO = "audio", "audio"
        OTHER = "other", "lainnya"

    publisher = models.ForeignKey(Publisher, verbose_name="penerbit", on_delete=models.PROTECT, related_name="offers")
    reference = models.CharField("nomor rekaman penerbit", max_length=200)
    isbn13 = models.CharField("ISBN", max_length=13, null=True, blank=True)  # noqa: DJ001 - many products have none
    related_isbns = models.CharField("ISBN bentuk lain", max_length=300, blank=True)
    carrier = models.CharField("bentuk", max_length=10, choices=Carrier.choices, default=Carrier.OTHER)
    file_format = models.CharField("format", max_length=40, blank=True)
    title = models.CharField("judul", max_length=500)
    subtitle = models.CharField("anak judul", max_length=500, blank=True)
    creators = models.CharField("pengarang", max_length=1000, blank=True, help_text="Pisahkan dengan titik koma.")
    series = models.CharField("seri", max_length=300, blank=True)
    edition = models.CharField("edisi", max_length=100, blank=True)
    imprint = models.CharField("imprint", max_length=200, blank=True)
    language = models.CharField("bahasa", max_length=20, blank=True, help_text="Kode tiga huruf, misalnya ind atau eng.")
    year = models.PositiveSmallIntegerField(
        "tahun terbit", null=True, blank=True, validators=[MinValueValidator(1450), MaxValueValidator(2100)]
    )
    page_count = models.PositiveIntegerField("jumlah halaman", null=True, blank=True)
    subjects = models.CharField("subjek", max_length=1000, blank=True)
    description = models.TextField("sinopsis", blank=True)
    cover_url = models.CharField("alamat sampul", max_length=1000, blank=True)
    price_idr = models.PositiveBigIntegerField("harga (rupiah)", null=True, blank=True)
    is_tax_included = models.BooleanField("termasuk pajak", null=True, blank=True)
    price_note = models.CharField("catatan harga", max_length=300, blank=True)
    available_in_indonesia = models.BooleanField("tersedia di Indonesia", null=True, blank=True)
    is_withdrawn = models.BooleanField("ditarik penerbit", default=False)
    corrected = models.JSONField("dikoreksi petugas", default=list, blank=True, editable=False)
    record = models.JSONField("rekaman katalog", default=dict, editable=False)
    first_run = models.ForeignKey(
        ImportRun, verbose_name="impor pertama", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    last_run = models.ForeignKey(
        ImportRun,
        verbose_name="impor yang terakhir mengubah",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField("masuk", auto_now_add=True)
    changed_at = models.DateTimeField("berubah", auto_now=True)

    class Meta:
        verbose_name = "penawaran"
        verbose_name_plural = "penawaran"
        ordering = ["title", "pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["publisher", "reference"], name="elibrary_offer_reference_once"),
            models.CheckConstraint(condition=~Q(isbn13=""), name="elibrary_offer_isbn_or_null"),
        ]
        indexes = [
            models.Index(fields=["publisher", "isbn13"], name="elibrary_offer_isbn"),
            models.Index(fields=["title", "id"], name="elibrary_offer_title"),
        ]

    def __str__(self) -> str:
        return self.title


class OfferChange(models.Model):
    """One field of an offer that became another, by an import (``run``) or by staff (``author``)."""

    offer = models.ForeignKey(Offer, verbose_name="penawaran", on_delete=models.CASCADE, related_name="changes")
    field = models.CharField("bidang", max_length=60)
    old = models.TextField("sebelumnya", blank=True)
    new = models.TextField("sesudahnya", blank=True)
    is_kept = models.BooleanField("koreksi petugas dipertahankan", default=False)
    run = models.ForeignKey(ImportRun, verbose_name="impor", null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="petugas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "perubahan penawaran"
        verbose_name_plural = "perubahan penawaran"
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["offer", "-at"], name="elibrary_offer_history")]

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"


class MarcRecord(models.Model):
    """Leader and fields in their order, with indicators and subfields, local ones too: what goes in comes out again.

    ``fields`` is the form of ``WholeRecord.fields_json``. A catalogue in another format leaves the record as it is: what
    libraries catalogued outlives a publisher's price list. ``mended`` lists what was repaired when it was read.
    """

    offer = models.OneToOneField(
        Offer, verbose_name="penawaran", on_delete=models.CASCADE, primary_key=True, related_name="marc_record"
    )
    leader = models.CharField("label (leader)", max_length=24)
    fields = models.JSONField("ruas", default=list)
    mended = models.JSONField("yang diperbaiki saat dibaca", default=list, blank=True)

    class Meta:
        verbose_name = "rekaman MARC"
        verbose_name_plural = "rekaman MARC"
        default_permissions = ()

    def __str__(self) -> str:
        return f"MARC {self.offer_id}"

    @property
    def whole(self) -> WholeRecord:
        return whole_of(self.leader, self.fields, self.mended)
