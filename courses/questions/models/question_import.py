"""Import runs of question files."""

from typing import ClassVar

from django.db import models

from core.imports.models import ImportRun

QUESTIONS_KIND = "courses.questions"


class QuestionImports(models.Manager["QuestionImport"]):
    def get_queryset(self) -> models.QuerySet["QuestionImport"]:
        return super().get_queryset().filter(kind=QUESTIONS_KIND)


class QuestionImport(ImportRun):
    """Proxy of import runs of questions with its own permissions; the permission to add includes applying."""

    objects: ClassVar[QuestionImports] = QuestionImports()

    class Meta:
        proxy = True
        verbose_name = "impor pertanyaan"
        verbose_name_plural = "impor pertanyaan"
        default_permissions = ("add", "view")
