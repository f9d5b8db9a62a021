"""Laws and regulations that pages and checks refer to."""

from django.db import models
from django.db.models import Q


class LegalBasis(models.Model):  # type: ignore[django-manager-missing]  # modelcluster, the base of pages, is untyped
    """A regulation as cited. Its status isn't in the decree: until somebody has looked, it is "belum diperiksa"
    for staff and not shown to the public. A checked status carries where and when it was looked up (constraint)."""

    class Kind(models.TextChoices):
        UU = "uu", "Undang-Undang"
        PERPU = "perpu", "Peraturan Pemerintah Pengganti Undang-Undang"
        PP = "pp", "Peraturan Pemerintah"
        PERPRES = "perpres", "Peraturan Presiden"
        PERMEN = "permen", "Peraturan Menteri"
        KEPMEN = "kepmen", "Keputusan Menteri"
        PERDA = "perda", "Peraturan Daerah"
        PERGUB = "pergub", "Peraturan Gubernur"
        KEPGUB = "kepgub", "Keputusan Gubernur"
        OTHER = "other", "lainnya"

    class Status(models.TextChoices):
        UNCHECKED = "unchecked", "belum diperiksa"
        IN_FORCE = "in_force", "berlaku"
        AMENDED = "amended", "diubah"
        REVOKED = "revoked", "dicabut"

    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    issuer = models.CharField(
        "penerbit", max_length=120, blank=True, help_text="Misalnya: Koperasi dan UKM, Provinsi Jawa Timur."
    )
    number = models.CharField("nomor", max_length=60)
    year = models.PositiveSmallIntegerField("tahun")
    title = models.CharField("tentang", max_length=400)
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.UNCHECKED)
    changed_by = models.ForeignKey(
        "self",
        verbose_name="diubah atau dicabut oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    status_source = models.CharField("sumber status", max_length=300, blank=True)
    status_checked_on = models.DateField("diperiksa tanggal", null=True, blank=True)

    class Meta:
        verbose_name = "dasar hukum"
        verbose_name_plural = "dasar hukum"
        ordering = ["year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "issuer", "number", "year"], name="core_legal_basis_once"),
            models.CheckConstraint(
                condition=Q(status="unchecked") | (~Q(status_source="") & Q(status_checked_on__isnull=False)),
                name="core_legal_basis_status_has_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation} tentang {self.title}"

    @property
    def citation(self) -> str:
        """Kind, issuer, number and year as Indonesian law cites them."""
        parts = [self.get_kind_display(), self.issuer, f"Nomor {self.number} Tahun {self.year}"]
        return " ".join(part for part in parts if part)

    @property
    def standing(self) -> str:
        """The status in words, with the regulation that changed or revoked this one."""
        status = self.get_status_display()
        return f"{status} dengan {self.changed_by.citation}" if self.changed_by else status
