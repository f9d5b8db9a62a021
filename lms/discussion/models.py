"""Questions of participants to the teachers of their run, and the answers."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from core.audit.models import short_description

LONGEST_QUESTION = 1000
LONGEST_ANSWER = 3000


class Question(models.Model):
    """One question of one participant. Other participants see it only when shared, and without the asker.

    ``token`` comes from the form: a form sent twice creates one question. ``answer_version`` counts the wordings of the
    answer, each of which the asker is notified once. ``told_at``: when the teachers were notified. It is deleted when the
    asker leaves the class, or erase their account.
    """

    PERSONAL_FIELDS: ClassVar[set[str]] = {"answer", "answered_by"}
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class State(models.TextChoices):
        """Follows from the moments below; it is stored nowhere."""

        WAITING = "waiting", "menunggu jawaban"
        ANSWERED = "answered", "dijawab"
        SHARED = "shared", "dijawab, terlihat di kelas"
        HIDDEN = "hidden", "disembunyikan"

    enrolment = models.ForeignKey(
        "lms.Enrolment", verbose_name="peserta kelas", on_delete=models.CASCADE, related_name="questions"
    )
    lesson = models.ForeignKey(
        "courses.LessonPage", verbose_name="pelajaran", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField("pertanyaan", validators=[MaxLengthValidator(LONGEST_QUESTION)])
    asked_at = models.DateTimeField("ditanyakan", auto_now_add=True)
    token = models.UUIDField("kode kiriman", default=uuid.uuid4, editable=False)
    told_at = models.DateTimeField("pengajar diberi tahu", null=True, blank=True, editable=False)
    answer = models.TextField("jawaban", blank=True, validators=[MaxLengthValidator(LONGEST_ANSWER)])
    answer_version = models.PositiveIntegerField("versi jawaban", default=0, editable=False)
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dijawab oleh",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shared = models.BooleanField("terlihat oleh peserta kelas", default=False)
    hidden_at = models.DateTimeField("disembunyikan", null=True, blank=True)

    class Meta:
        verbose_name = "pertanyaan peserta"
        verbose_name_plural = "pertanyaan peserta"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "token"], name="lms_question_once"),
            models.CheckConstraint(condition=~Q(text=""), name="lms_question_not_empty"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answer_version=0)
                | (~Q(answer="") & Q(answered_at__isnull=False, answer_version__gt=0)),
                name="lms_question_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | (~Q(answer="") & Q(hidden_at=None)), name="lms_question_shared_is_answered"
            ),
        ]
        indexes = [
            models.Index(fields=["told_at"], condition=Q(told_at=None), name="lms_question_untold"),
            models.Index(fields=["enrolment"], condition=Q(shared=True), name="lms_question_shared"),
        ]

    def __str__(self) -> str:
        return f"Pertanyaan {self.pk}"

    @property
    def state(self) -> "Question.State":
        if self.hidden_at is not None:
            return self.State.HIDDEN
        if self.answered_at is None:
            return self.State.WAITING
        return self.State.SHARED if self.shared else self.State.ANSWERED

    @property
    @short_description("keadaan")
    def state_label(self) -> str:
        return self.state.label

    @property
    @short_description("penanya")
    def asker(self) -> str:
        return str(self.enrolment.user)

    @property
    @short_description("kelas")
    def enrolment_run(self) -> str:
        return str(self.enrolment.run)
