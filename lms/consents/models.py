"""Proof of consent (UU 27/2022 pasal 20–24): who agreed to which words, when, and when they took it back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Consent(models.Model):
    """One agreement to one version of one text (``lms.consents.texts``). Rows are added and withdrawn, never rewritten."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", "Akun dan pelatihan"
        CLASS_DATA = "class_data", "Data diri untuk kelas"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField("tujuan", max_length=40, choices=Purpose.choices)
    text_version = models.CharField("versi naskah", max_length=20)
    given_at = models.DateTimeField("diberikan")
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "persetujuan"
        verbose_name_plural = "persetujuan"
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"], condition=Q(withdrawn_at__isnull=True), name="lms_consent_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="lms_consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version} {self.user_id}"
