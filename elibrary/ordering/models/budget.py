"""What a year's orders may cost."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Budget(models.Model):
    """The money of one year (pagu). Committed and spent are computed from its orders, never stored."""

    year = models.PositiveSmallIntegerField(
        "tahun anggaran", unique=True, validators=[MinValueValidator(2020), MaxValueValidator(2100)]
    )
    amount_idr = models.PositiveBigIntegerField("pagu (rupiah)")
    source = models.CharField("sumber dana", max_length=200, blank=True, help_text="Misalnya APBD dan nomor DPA.")

    class Meta:
        verbose_name = "anggaran"
        verbose_name_plural = "anggaran"
        ordering = ["-year"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2020, year__lte=2100), name="elibrary_budget_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)
