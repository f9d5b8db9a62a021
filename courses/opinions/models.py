"""Evaluation forms of runs and their anonymous answers."""

import uuid
from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Orderable

from courses.opinions.forms import EvaluationFormForm


class EvaluationForm(ClusterableModel):
    """An ordered set of questions; several runs may share it, so that their results are comparable."""

    name = models.CharField("nama", max_length=120, unique=True)

    panels: ClassVar[Sequence[Panel]] = [
        FieldPanel("name"),
        InlinePanel("questions", heading="Pertanyaan", label="Pertanyaan", min_num=1, max_num=30),
    ]
    base_form_class = EvaluationFormForm

    class Meta:
        verbose_name = "formulir evaluasi"
        verbose_name_plural = "formulir evaluasi"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def questions_label(self) -> str:
        """One question a line."""
        return "\n".join(question.text for question in self.questions.all())


class EvaluationQuestion(Orderable):
    """Scale questions have four values without a neutral one, as the satisfaction survey (PermenPANRB 14/2017)."""

    class Kind(models.TextChoices):
        SCALE = "scale", "Skala 1–4"
        TEXT = "text", "Jawaban bebas"

    form = ParentalKey(EvaluationForm, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField("pertanyaan", max_length=200)
    kind = models.CharField("jenis", max_length=8, choices=Kind.choices, default=Kind.SCALE)
    required = models.BooleanField("wajib dijawab", default=True)

    panels: ClassVar[Sequence[Panel]] = [FieldPanel("text"), FieldPanel("kind"), FieldPanel("required")]

    class Meta(Orderable.Meta):
        verbose_name = "pertanyaan evaluasi"
        verbose_name_plural = "pertanyaan evaluasi"

    def __str__(self) -> str:
        return self.text


class EvaluationAnswer(models.Model):
    """One anonymous answer: no account, no time of day, and a random key, because sequential keys would reveal the order in
    which certificates were issued."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey("courses.CourseRun", on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="answers")
    submission = models.UUIDField("kiriman")
    submitted_on = models.DateField("tanggal")
    score = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    text = models.TextField("jawaban", blank=True)

    class Meta:
        verbose_name = "jawaban evaluasi"
        verbose_name_plural = "jawaban evaluasi"
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="courses_answer_once"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__range=(1, 4)), name="courses_answer_score"),
            models.CheckConstraint(condition=Q(score__isnull=False) | ~Q(text=""), name="courses_answer_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.score or 'teks'}"
