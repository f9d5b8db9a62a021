"""The question bank of a course."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from core.audit.models import short_description
from courses.content.protection import is_protected
from courses.questions.snapshots import Kind

MAX_TEXT_LENGTH = 600
MAX_TOPIC_LENGTH = 60
MAX_CHOICE_LENGTH = 200


class Question(ClusterableModel):
    """One question with its correct answers. Attempts store a snapshot, so that later edits change no mark.

    ``choices`` are the options or, for number and word questions, the accepted answers. A true/false question has none.
    ``version`` counts the wordings that were used in attempts. A question that was used is archived, never deleted.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True

    course = models.ForeignKey(
        "courses.CoursePage", verbose_name="pelatihan", on_delete=models.CASCADE, related_name="questions"
    )
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices, default=Kind.SINGLE)
    topic = models.CharField(
        "topik",
        max_length=MAX_TOPIC_LENGTH,
        blank=True,
        help_text="Misalnya: Harga. Tes mengambil pertanyaan merata dari setiap topik, dan peserta membaca topik mana yang "
        "perlu diulang.",
    )
    text = models.TextField("pertanyaan", validators=[MaxLengthValidator(MAX_TEXT_LENGTH)])
    statement_is_true = models.BooleanField("pernyataan ini", null=True, blank=True)
    explanation = models.TextField(
        "penjelasan",
        blank=True,
        validators=[MaxLengthValidator(MAX_TEXT_LENGTH)],
        help_text="Mengapa jawabannya begitu. Dibaca peserta bersama jawaban yang benar.",
    )
    version = models.PositiveIntegerField("versi", default=1, editable=False)
    archived_at = models.DateTimeField("diarsipkan", null=True, blank=True, editable=False)
    edited_at = models.DateTimeField("diubah", auto_now=True)

    class Meta:
        verbose_name = "pertanyaan tes"
        verbose_name_plural = "bank pertanyaan"
        ordering = ["course", "topic", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="courses_question_not_empty"),
            models.CheckConstraint(
                condition=Q(kind="true_false", statement_is_true__isnull=False)
                | (~Q(kind="true_false") & Q(statement_is_true=None)),
                name="courses_question_statement",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    @short_description("keadaan")
    def state_label(self) -> str:
        return "Diarsipkan" if self.is_archived else "Dipakai"

    @property
    @short_description("pilihan dan jawaban")
    def answers_label(self) -> str:
        """One line for each choice; correct ones are marked with ✓."""
        if self.kind == Kind.TRUE_FALSE:
            return "✓ Benar" if self.statement_is_true else "✓ Salah"
        return "\n".join(f"{'✓' if choice.is_right else '–'} {choice.text}" for choice in self.choices.all())

    def is_in_use(self) -> bool:
        return is_protected(self)

    @property
    def graded_content(self) -> tuple[object, ...]:
        """The fields that decide whether an answer is correct; explanation and topic are not among them."""
        choices = tuple((choice.text, choice.is_right) for choice in self.choices.all())
        return self.kind, self.text, self.statement_is_true, choices


class QuestionChoice(Orderable):
    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField("pilihan atau jawaban", max_length=MAX_CHOICE_LENGTH)
    is_right = models.BooleanField("benar", default=False)

    class Meta(Orderable.Meta):
        verbose_name = "pilihan"
        verbose_name_plural = "pilihan"

    def __str__(self) -> str:
        return self.text
