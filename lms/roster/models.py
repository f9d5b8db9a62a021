"""What staff do to many participants of a run at once: a message, a move to another run, taking out."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class RunMessage(models.Model):
    """One message of the staff to people in a run, with whom it went to. ``token`` comes from the form: sent once."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"author", "subject", "text"}

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(
        "courses.CourseRun", verbose_name="kelas", on_delete=models.PROTECT, related_name="participant_messages"
    )
    subject = models.CharField("judul", max_length=150)
    text = models.TextField("isi", max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="penulis", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField("dikirim", auto_now_add=True)
    recipients = models.ManyToManyField("lms.Enrolment", verbose_name="penerima", related_name="+")
    recipient_count = models.PositiveIntegerField("jumlah penerima", default=0)

    class Meta:
        verbose_name = "pesan kelas"
        verbose_name_plural = "pesan kelas"
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def key_prefix(self) -> str:
        """How the keys of its notifications begin; a person's key ends in the number of the enrolment."""
        return f"run-message:{self.pk}:"


class RosterChange(models.Model):
    """Many people moved or taken out by one order of the staff. ``token`` comes from the form: carried out once."""

    PERSONAL_FIELDS: ClassVar[set[str]] = {"author"}

    class Kind(models.TextChoices):
        MOVE = "move", "dipindahkan"
        TAKE_OUT = "take_out", "dikeluarkan"

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    run = models.ForeignKey(
        "courses.CourseRun", verbose_name="kelas", on_delete=models.PROTECT, related_name="roster_changes"
    )
    target = models.ForeignKey(
        "courses.CourseRun",
        verbose_name="kelas tujuan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="roster_changes_into",
    )
    reason = models.CharField("alasan", max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="petugas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ordered_at = models.DateTimeField("diminta", auto_now_add=True)

    class Meta:
        verbose_name = "perubahan daftar peserta"
        verbose_name_plural = "perubahan daftar peserta"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="move", target__isnull=False) | (Q(kind="take_out", target=None) & ~Q(reason="")),
                name="lms_roster_change_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class RosterLine(models.Model):
    """What became of one person in a change; empty while the job hasn't come to them."""

    class Verdict(models.TextChoices):
        WAITING = "", "menunggu"
        MOVED = "moved", "dipindahkan"
        TAKEN_OUT = "taken_out", "dikeluarkan"
        ALREADY_THERE = "already", "sudah ada di kelas tujuan"
        FULL = "full", "kelas tujuan penuh"
        CANCELLED = "cancelled", "kelas tujuan dibatalkan"
        COMPLETED = "completed", "sudah menyelesaikan kelas"
        LEFT = "left", "sudah keluar dari kelas"
        ELSEWHERE = "elsewhere", "sudah dipindahkan ke kelas lain"

    change = models.ForeignKey(RosterChange, on_delete=models.CASCADE, related_name="lines")
    enrolment = models.ForeignKey("lms.Enrolment", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField("hasil", max_length=10, choices=Verdict.choices, default=Verdict.WAITING, blank=True)

    class Meta:
        verbose_name = "hasil perubahan"
        verbose_name_plural = "hasil perubahan"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["change", "enrolment"], name="lms_roster_line_once")]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.enrolment_id}"
