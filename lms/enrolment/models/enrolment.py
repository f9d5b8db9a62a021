"""Enrolments, and the seat counter of a run."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class RunSeats(models.Model):
    """The seat counter of a run: taking a seat locks this row first, and a CHECK constraint enforces the quota.

    ``taken`` counts enrolments and the seats held for people of the waiting list. ``quota`` is the run's quota as it was
    when the last seat was taken; staff may change theirs at any time.
    """

    run = models.OneToOneField("courses.CourseRun", on_delete=models.CASCADE, related_name="seats")
    taken = models.PositiveIntegerField("terisi", default=0)
    quota = models.PositiveIntegerField("kuota", null=True, blank=True)
    last_waiting_number = models.PositiveIntegerField("nomor antrean terakhir", default=0)

    class Meta:
        verbose_name = "kursi kelas"
        verbose_name_plural = "kursi kelas"
        constraints = [
            models.CheckConstraint(condition=Q(quota__isnull=True) | Q(taken__lte=F("quota")), name="lms_seats_within_quota")
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.quota or '∞'}"

    @property
    def is_full(self) -> bool:
        return self.quota is not None and self.taken >= self.quota


class Enrolment(models.Model):
    """One person in one class. ``completed`` means: every lesson done, evaluation filled in, certificate issued."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"user"}

    class State(models.TextChoices):
        ENROLLED = "enrolled", "mengikuti"
        COMPLETED = "completed", "selesai"
        CANCELLED = "cancelled", "keluar"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    run = models.ForeignKey("courses.CourseRun", on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.ENROLLED)
    enrolled_at = models.DateTimeField("mendaftar", auto_now_add=True)
    evaluation_submitted_at = models.DateTimeField("evaluasi dikirim", null=True, blank=True)
    completed_at = models.DateTimeField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = "peserta kelas"
        verbose_name_plural = "peserta kelas"
        ordering = ["-enrolled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "run"], condition=~Q(state="cancelled"), name="lms_enrolment_open_once"),
            models.CheckConstraint(
                condition=~Q(state="completed") | Q(completed_at__isnull=False, evaluation_submitted_at__isnull=False),
                name="lms_enrolment_completed_has_times",
            ),
        ]

    def __str__(self) -> str:
        return f"Peserta {self.pk}"
