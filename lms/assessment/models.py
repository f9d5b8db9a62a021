"""Attempts at the post-test of a run: question snapshots, answers, marks."""

import uuid
from datetime import datetime, timedelta
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.questions.snapshots import QuestionSnapshot
from lms.enrolment.models.enrolment import Enrolment

GRACE = timedelta(seconds=30)
"""How long after the deadline answers are still accepted, to allow for a slow network."""


class Attempt(models.Model):
    """One attempt at a test. Pass mark, time limit, questions and the order of choices are frozen at the start.

    One is open at a time for a person in a class and a test. Deadlines use the server's clock. An ended attempt is
    immutable. ``revision`` counts how often answers were saved, so that a stale window doesn't overwrite newer answers.
    """

    class State(models.TextChoices):
        OPEN = "open", "sedang dikerjakan"
        SUBMITTED = "submitted", "dikirim"
        CLOSED = "closed", "ditutup sistem"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    test = models.ForeignKey("courses.Test", verbose_name="tes", on_delete=models.PROTECT, related_name="attempts")
    state = models.CharField("keadaan", max_length=9, choices=State.choices, default=State.OPEN)
    pass_mark = models.PositiveSmallIntegerField("nilai lulus (%)")
    started_at = models.DateTimeField("mulai", default=timezone.now)
    deadline = models.DateTimeField("batas waktu", null=True, blank=True)
    revision = models.PositiveIntegerField("banyaknya simpanan", default=0)
    ended_at = models.DateTimeField("selesai", null=True, blank=True)
    right_count = models.PositiveSmallIntegerField("jawaban benar", null=True, blank=True)
    mark = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    passed = models.BooleanField("lulus", null=True, blank=True)

    class Meta:
        verbose_name = "pengerjaan tes"
        verbose_name_plural = "pengerjaan tes"
        ordering = ["started_at", "pk"]
        indexes = [
            models.Index(fields=["deadline"], condition=Q(state="open"), name="lms_attempt_open_deadline"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "test"], condition=Q(state="open"), name="lms_attempt_open_once"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None, right_count=None, mark=None, passed=None)
                | (
                    ~Q(state="open")
                    & Q(ended_at__isnull=False, right_count__isnull=False, mark__isnull=False, passed__isnull=False)
                    & Q(ended_at__gte=F("started_at"))
                    & (Q(passed=True, mark__gte=F("pass_mark")) | Q(passed=False, mark__lt=F("pass_mark")))
                ),
                name="lms_attempt_ended_with_mark",
            ),
            models.CheckConstraint(condition=Q(mark=None) | Q(mark__lte=100), name="lms_attempt_mark_percent"),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__gt=F("started_at")), name="lms_attempt_deadline_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"Pengerjaan {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_over_at(self, moment: datetime) -> bool:
        """Whether nothing sent now counts any more."""
        return self.deadline is not None and moment > self.deadline + GRACE

    def time_left_at(self, moment: datetime) -> timedelta | None:
        """Never more than the whole time, also when the clock was put back; None without a limit."""
        if self.deadline is None:
            return None
        return min(max(self.deadline - moment, timedelta(0)), self.deadline - self.started_at)


class AttemptQuestion(models.Model):
    """A question of one attempt: its snapshot and the answer so far.

    ``given``: keys of the choices that were ticked, or the words that were typed; an empty list is no answer.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"given"}
    wagtail_reference_index_ignore: ClassVar[bool] = True

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey("courses.Question", on_delete=models.PROTECT, related_name="asked")
    version = models.PositiveIntegerField("versi")
    position = models.PositiveSmallIntegerField("urutan")
    copy = models.JSONField("salinan pertanyaan")
    given = models.JSONField("jawaban", default=list)
    is_right = models.BooleanField("benar", null=True, blank=True)

    class Meta:
        verbose_name = "jawaban tes"
        verbose_name_plural = "jawaban tes"
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="lms_attempt_question_once"),
            models.UniqueConstraint(fields=["attempt", "position"], name="lms_attempt_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"

    @cached_property
    def snapshot(self) -> QuestionSnapshot:
        return QuestionSnapshot.from_json(self.copy)

    @property
    def is_answered(self) -> bool:
        return bool(self.given)

    @property
    def given_words(self) -> list[str]:
        return self.snapshot.answer_texts(self.given)


class ExtraAttempt(models.Model):
    """An extra attempt given by staff once all were used, with the reason shown to the person.

    ``after_sittings`` is the number of attempts used by then; its uniqueness makes concurrent gifts one.
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
