"""Import runs of catalogues, with permissions of their own."""

from typing import Any, ClassVar

from django.db import models

from core.imports.models import ImportRun

CATALOGUE_KIND = "elibrary.catalogue"


class CatalogueImports(models.Manager["CatalogueImport"]):
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(kind=CATALOGUE_KIND)


class CatalogueImport(ImportRun):
    """The permission to add one includes applying it. ``options``: publisher's code, formats requested and recognised."""

    objects: ClassVar[CatalogueImports] = CatalogueImports()

    class Meta:
        proxy = True
        verbose_name = "impor katalog"
        verbose_name_plural = "impor katalog"
        default_permissions = ("add", "view")
