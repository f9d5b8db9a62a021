"""Numbers that run without a gap and are never given twice: orders, accession numbers."""

from django.db import models
from django.db.models import Q


class NumberSeries(models.Model):
    """The last number given in a series and year. Whoever takes one locks this row first (``services.numbers``)."""

    series = models.CharField("seri", max_length=80)
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "seri nomor"
        verbose_name_plural = "seri nomor"
        default_permissions = ()
        ordering = ["series", "year"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="core_number_series_once"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2200), name="core_number_series_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"
