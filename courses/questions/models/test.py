"""Post-tests: selection of questions and rules for passing."""

import uuid
from typing import ClassVar

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from courses.content.protection import is_protected

MAX_TIME_LIMIT = 300  # minutes


class Test(models.Model):  # type: ignore[django-manager-missing]  # modelcluster, the base of CourseRun, is untyped
    """A post-test of a course. A run refers to the test that its participants must pass; several runs may share one.

    ``questions`` limit the bank of the course; none selected means all that are not archived. Marks are per cent.
    ``lineage`` is shared by a test and its copies in copied courses.
    """

    __test__ = False  # pytest: a model, not a class of tests
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class ShowAnswers(models.TextChoices):
        NEVER = "never", "Tidak pernah"
        AT_END = "at_end", "Sesudah lulus, atau sesudah kesempatan habis"
        ALWAYS = "always", "Setiap selesai mengerjakan"

    course = models.ForeignKey(
        "courses.CoursePage", verbose_name="pelatihan", on_delete=models.CASCADE, related_name="tests"
    )
    lineage = models.UUIDField("asal-usul", default=uuid.uuid4, editable=False)
    title = models.CharField("judul", max_length=120, default="Tes akhir")
    instructions = models.TextField(
        "petunjuk",
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text="Dibaca peserta sebelum mulai. Jumlah pertanyaan, waktu, nilai, dan kesempatan sudah tertulis sendiri.",
    )
    questions = models.ManyToManyField(
        "courses.Question", verbose_name="pertanyaan", blank=True, related_name="tests", help_text="Kosong: semua."
    )
    number_drawn = models.PositiveSmallIntegerField(
        "jumlah pertanyaan yang diambil",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Diambil acak, merata dari setiap topik. Kosong: semua pertanyaan.",
    )
    shuffled = models.BooleanField("acak urutan pertanyaan dan pilihan", default=True)
    pass_mark = models.PositiveSmallIntegerField(
        "nilai lulus (%)", default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        "kesempatan mengerjakan",
        null=True,
        blank=True,
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="Kosong: tidak dibatasi.",
    )
    time_limit_minutes = models.PositiveSmallIntegerField(
        "batas waktu (menit)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_TIME_LIMIT)],
        help_text="Dihitung sejak peserta menekan Mulai. Kosong: tanpa batas waktu.",
    )
    show_answers = models.CharField(
        "tampilkan jawaban yang benar", max_length=6, choices=ShowAnswers.choices, default=ShowAnswers.AT_END
    )

    class Meta:
        verbose_name = "tes"
        verbose_name_plural = "tes"
        ordering = ["course", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "title"],
                name="courses_test_title_once",
                violation_error_message="Pelatihan ini sudah punya tes dengan judul itu.",
            ),
            models.UniqueConstraint(fields=["course", "lineage"], name="courses_test_lineage_once"),
            models.CheckConstraint(condition=Q(pass_mark__range=(1, 100)), name="courses_test_pass_mark"),
            models.CheckConstraint(
                condition=Q(number_drawn=None) | Q(number_drawn__range=(1, 100)), name="courses_test_number_drawn"
            ),
            models.CheckConstraint(
                condition=Q(attempts_allowed=None) | Q(attempts_allowed__range=(1, 50)), name="courses_test_attempts"
            ),
            models.CheckConstraint(
                condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__range=(1, MAX_TIME_LIMIT)),
                name="courses_test_time_limit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.title}"

    def is_in_use(self) -> bool:
        return is_protected(self)
