"""One more try at the test, given to a single person."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.models.enrolment import Enrolment


class ExtraAttempt(models.Model):
    """Given by staff when every sitting was used, with the reason that the person reads.

    ``after_sittings`` says how many had been used: one gift each time they run out, however many people give at once.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"given_by"}

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="extra_attempts")
    test = models.ForeignKey("courses.Test", verbose_name="tes", on_delete=models.PROTECT, related_name="extra_attempts")
    after_sittings = models.PositiveIntegerField("sesudah pengerjaan")
    reason = models.CharField("alasan", max_length=300)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="petugas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField("diberikan", auto_now_add=True)

    class Meta:
        verbose_name = "kesempatan tambahan"
        verbose_name_plural = "kesempatan tambahan"
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "test", "after_sittings"], name="lms_extra_attempt_once"),
            models.CheckConstraint(condition=~Q(reason="") & Q(after_sittings__gt=0), name="lms_extra_attempt_with_reason"),
        ]

    def __str__(self) -> str:
        return f"Kesempatan tambahan {self.pk}"
