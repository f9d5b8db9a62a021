"""Feedback on public pages."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

MAX_REMARK_LENGTH = 1000


class PageFeedback(models.Model):
    """One anonymous answer to "Apakah halaman ini membantu?": no account, IP address or session.

    ``token`` comes from the form and makes the submission idempotent.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"remark"}

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="halaman", on_delete=models.CASCADE, related_name="reader_feedback"
    )
    token = models.UUIDField(unique=True, editable=False)
    helpful = models.BooleanField("membantu")
    remark = models.CharField("kata-kata pembaca", max_length=MAX_REMARK_LENGTH, blank=True)
    created_at = models.DateTimeField("dikirim", auto_now_add=True)
    handled_at = models.DateTimeField("ditangani", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ditangani oleh",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "masukan halaman"
        verbose_name_plural = "masukan halaman"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["page", "handled_at"], name="servicedesk_feedback_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_by__isnull=True) | Q(handled_at__isnull=False), name="servicedesk_feedback_handled"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.answer}"

    @property
    def answer(self) -> str:
        return "Ya, membantu" if self.helpful else "Tidak membantu"

    @property
    def state(self) -> str:
        return "Sudah ditangani" if self.handled_at else "Belum ditangani"
