"""Who was at which meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lms.enrolment.models.enrolment import Enrolment


class Attendance(models.Model):
    """A person attended a meeting of their run: one row, however often they check in.

    A meeting that was attended can't be deleted. Whether the meeting belongs to the run of the enrolment is checked by
    ``lms.attendance.services``, the one place that writes here.
    """

    class Method(models.TextChoices):
        QR = "qr", "kode QR"
        CODE = "code", "kode enam angka"
        STAFF = "staff", "dicatat petugas"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey(
        "courses.RunSession", verbose_name="pertemuan", on_delete=models.PROTECT, related_name="attendances"
    )
    method = models.CharField("cara", max_length=5, choices=Method.choices)
    taken_at = models.DateTimeField("dicatat", default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="petugas",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Kosong: peserta mencatat sendiri.",
    )

    class Meta:
        verbose_name = "kehadiran"
        verbose_name_plural = "kehadiran"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="lms_attendance_once"),
            models.CheckConstraint(
                condition=Q(method="staff") | Q(taken_by__isnull=True), name="lms_attendance_taken_by_staff"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.session_id}"
