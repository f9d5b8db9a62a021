"""A file of questions on its way into the bank of a course."""

from typing import Any, ClassVar

from django.db import models

from core.imports.models import ImportRun

QUESTIONS_KIND = "courses.questions"


class QuestionImports(models.Manager["QuestionImport"]):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(kind=QUESTIONS_KIND)


class QuestionImport(ImportRun):
    """An import run of questions, with permissions of its own: whoever may add one may also apply it."""

    objects: ClassVar[QuestionImports] = QuestionImports()

    class Meta:
        proxy = True
        verbose_name = "impor pertanyaan"
        verbose_name_plural = "impor pertanyaan"
        default_permissions = ("add", "view")
