"""What participants are asked about a class, and what they said, without who said it."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from courses.opinions.forms import EvaluationFormForm


class EvaluationForm(ClusterableModel):
    """An ordered set of questions that several runs may share, so that their results can be compared."""

    name = models.CharField("nama", max_length=120, unique=True)

    panels: ClassVar[list[Any]] = [
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


class EvaluationQuestion(Orderable):
    """Scale questions use four values, as the public satisfaction survey does (PermenPANRB 14/2017): no neutral middle."""

    class Kind(models.TextChoices):
        SCALE = "scale", "Skala 1–4"
        TEXT = "text", "Jawaban bebas"

    form = ParentalKey(EvaluationForm, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField("pertanyaan", max_length=200)
    kind = models.CharField("jenis", max_length=8, choices=Kind.choices, default=Kind.SCALE)
    required = models.BooleanField("wajib dijawab", default=True)

    panels: ClassVar[list[Any]] = [FieldPanel("text"), FieldPanel("kind"), FieldPanel("required")]

    class Meta(Orderable.Meta):
        verbose_name = "pertanyaan evaluasi"
        verbose_name_plural = "pertanyaan evaluasi"

    def __str__(self) -> str:
        return self.text


class EvaluationAnswer(models.Model):
    """One answer. Nothing leads from it to a person: no account, no time of day, and a random key, because numbered rows
    would stand in the order in which certificates were issued."""

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
