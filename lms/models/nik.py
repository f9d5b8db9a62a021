"""Two accounts with one NIK: staff find out whose it is; neither person learns of the other."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class DuplicateNik(models.Model):
    """A profile whose NIK another account already holds. Open until staff decide or the other account lets go of it."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"nik_hash"}

    class Outcome(models.TextChoices):
        CLAIMANT = "claimant", "milik pengisi terakhir"
        HOLDER = "holder", "milik pemegang pertama"
        RELEASED = "released", "tidak lagi ganda"

    profile = models.ForeignKey(
        "lms.Profile", verbose_name="pengisi terakhir", on_delete=models.CASCADE, related_name="duplicate_niks"
    )
    nik_hash = models.CharField(max_length=64, db_index=True, editable=False)
    opened_at = models.DateTimeField("masuk antrean", auto_now_add=True)
    outcome = models.CharField("keputusan", max_length=10, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diputuskan oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "NIK ganda"
        verbose_name_plural = "NIK ganda"
        ordering = ["decided_at", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile"], condition=Q(decided_at=None), name="lms_duplicate_nik_open_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="lms_duplicate_nik_decided_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"NIK ganda {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
