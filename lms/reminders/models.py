"""Sent reminders, so that none is sent twice."""

from django.db import models
from django.db.models import Q

from lms.reminders.rules import Kind


class Reminder(models.Model):
    """One reminder of one class to one person. A rescheduled class has another ``day`` and is reminded of again."""

    enrolment = models.ForeignKey("lms.Enrolment", on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField("jenis", max_length=12, choices=Kind.choices)
    day = models.DateField("tentang tanggal")
    told_on = models.DateField("diberitahukan")

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind", "day"], name="lms_reminder_once"),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(kind=Kind.STALLED), name="lms_reminder_stalled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.kind} {self.day}"
