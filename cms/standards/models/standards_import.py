"""A data file of next year's decree, compared with the pages."""

from typing import Any, ClassVar

from django.db import models

from core.imports.models import ImportRun

KIND = "cms.standards"


class StandardsImports(models.Manager["StandardsImport"]):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(kind=KIND)


class StandardsImport(ImportRun):
    """An import run of our kind, with permissions of its own: whoever may add one may also apply it."""

    objects: ClassVar[StandardsImports] = StandardsImports()

    class Meta:
        proxy = True
        verbose_name = "perbandingan keputusan"
        verbose_name_plural = "perbandingan keputusan"
        default_permissions = ("add", "view")
