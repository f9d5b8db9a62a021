"""Import runs of data files of the next decree."""

from typing import ClassVar

from django.db import models

from core.imports.models import ImportRun

KIND = "cms.standards"


class StandardsImports(models.Manager["StandardsImport"]):
    def get_queryset(self) -> models.QuerySet["StandardsImport"]:
        return super().get_queryset().filter(kind=KIND)


class StandardsImport(ImportRun):
    """Proxy of import runs of standards with its own permissions; the permission to add includes applying."""

    objects: ClassVar[StandardsImports] = StandardsImports()

    class Meta:
        proxy = True
        verbose_name = "perbandingan keputusan"
        verbose_name_plural = "perbandingan keputusan"
        default_permissions = ("add", "view")
