"""Hosts from which this site may fetch."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core.fetching.address import read_host
from core.fetching.errors import FetchError


class AllowedHost(models.Model):
    """One name, exactly: names below it have rows of their own. Only the Admin adds one (docs/adr/0011)."""

    host = models.CharField(
        "host",
        max_length=253,
        unique=True,
        help_text="Nama saja, misalnya katalog.penerbit.co.id; tanpa https:// dan tanpa garis miring.",
    )
    port = models.PositiveIntegerField(
        "porta lain",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(65535)],
        help_text="Kosongkan untuk porta biasa (443 dan 80). Diisi bila server memakai porta lain, misalnya 8443.",
    )
    reason = models.CharField("untuk apa", max_length=200, help_text="Misalnya: umpan OPDS Balai Pustaka.")
    created_at = models.DateTimeField("dicatat", auto_now_add=True)

    class Meta:
        verbose_name = "host yang diizinkan"
        verbose_name_plural = "host yang diizinkan"
        ordering = ["host"]
        constraints = [
            models.CheckConstraint(condition=Q(host=Lower(F("host"))) & ~Q(host=""), name="core_host_lower_case"),
            models.CheckConstraint(
                condition=Q(port__isnull=True) | Q(port__gte=1, port__lte=65535), name="core_host_port_possible"
            ),
        ]

    def __str__(self) -> str:
        return self.host

    def clean(self) -> None:
        """The name as name servers know it: Bücher.Example is xn--bcher-kva.example."""
        try:
            self.host = read_host(self.host.strip())
        except FetchError as error:
            raise ValidationError({"host": error.sentence}) from error
