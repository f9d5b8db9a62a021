"""Meetings of a run."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey

from courses.content.protection import is_protected
from courses.runs.models.run import CourseRun


class SessionInUse(ValueError):
    """The meeting has attendance records, so that its run cannot change."""


class RunSession(models.Model):
    """A meeting of a run with attendance. ``place`` and ``meeting_url`` override those of the run."""

    run = ParentalKey(CourseRun, verbose_name="kelas", on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField("judul", max_length=120)
    starts_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("selesai")
    place = models.CharField("tempat", max_length=200, blank=True, help_text="Kosong: tempat kelas.")
    meeting_url = models.URLField(
        "tautan pertemuan",
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text="Kosong: tautan kelas. Hanya tampil bagi peserta.",
    )

    class Meta:
        verbose_name = "pertemuan"
        verbose_name_plural = "pertemuan"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="courses_session_times",
                violation_error_message="Pertemuan harus selesai sesudah mulai.",
            ),
            models.UniqueConstraint(
                fields=["run", "starts_at"],
                name="courses_session_once",
                violation_error_message="Dua pertemuan mulai pada waktu yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises SessionInUse for another run once the meeting is in use."""
        elsewhere = not self._state.adding and RunSession.objects.filter(pk=self.pk).exclude(run=self.run_id).exists()
        if elsewhere and self.is_in_use():
            raise SessionInUse(f"session {self.pk}")
        super().save(*args, **kwargs)

    def is_in_use(self) -> bool:
        return is_protected(self)
