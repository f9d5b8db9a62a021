"""Progress in lessons, and private notes."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lms.enrolment.models.enrolment import Enrolment


class LessonProgress(models.Model):
    """A completed lesson of an enrolment; the row is written once, with the time of completion.

    What was done without a network arrives later (``received_at``) with the time of the phone's clock, which may be wrong.
    """

    class ClockNote(models.TextChoices):
        AHEAD = "ahead", "jam perangkat terlalu cepat"
        BEFORE_ENROLMENT = "before", "jam perangkat menunjuk waktu sebelum pendaftaran"

    newly_made = False
    """True on a row that was created by this call; a repeated report returns the existing row."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.CASCADE, related_name="+")
    completed_at = models.DateTimeField("selesai", default=timezone.now)
    received_at = models.DateTimeField(
        "diterima", null=True, blank=True, help_text="Bila dilaporkan kemudian: kapan laporannya sampai."
    )
    clock_note = models.CharField("catatan jam", max_length=6, choices=ClockNote.choices, blank=True)

    class Meta:
        verbose_name = "kemajuan belajar"
        verbose_name_plural = "kemajuan belajar"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="lms_progress_once"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("completed_at")),
                name="lms_progress_received_after_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.lesson_id}"


LONGEST_NOTE = 10_000


class Note(models.Model):
    """One person's note on one lesson: private, in no search, no audit row and no screen of the staff.

    It belongs to the person and not to the enrolment, so that a person who moves to another run, or re-enrols, still
    has it; ``title`` preserves the heading of a deleted lesson. ``version`` counts what was saved; an emptied note
    stays as a row, so that an old window can't pass for a new one.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True  # else Wagtail's "usage" would reveal notes to staff

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey("courses.CoursePage", on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey("courses.LessonPage", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField("judul pelajaran", max_length=255)
    text = models.TextField("catatan", blank=True, validators=[MaxLengthValidator(LONGEST_NOTE)])
    version = models.PositiveIntegerField("versi", default=0)
    updated_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "catatan pribadi"
        verbose_name_plural = "catatan pribadi"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="lms_note_once")]
        indexes = [models.Index(fields=["user", "course"], name="lms_note_of_a_course")]

    def __str__(self) -> str:
        return f"Catatan {self.pk}"
