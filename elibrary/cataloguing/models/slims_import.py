"""Import runs of SLiMS's bibliographies, with permissions of their own."""

from typing import Any, ClassVar

from django.db import models

from core.imports.models import ImportRun

SLIMS_KIND = "elibrary.slims"


class SlimsImports(models.Manager["SlimsImport"]):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(kind=SLIMS_KIND)


class SlimsImport(ImportRun):
    """The permission to add one includes applying it."""

    objects: ClassVar[SlimsImports] = SlimsImports()

    class Meta:
        proxy = True
        verbose_name = "impor SLiMS"
        verbose_name_plural = "impor SLiMS"
        default_permissions = ("add", "view")
