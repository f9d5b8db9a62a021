"""Protection of rows that rows of other apps refer to, without importing those apps."""

from django.db import models


def is_protected(row: models.Model) -> bool:
    """Whether any row refers to ``row`` by a foreign key with ``on_delete=PROTECT``."""
    protecting = (link for link in row._meta.related_objects if link.on_delete is models.PROTECT)
    return any(link.related_model._base_manager.filter(**{link.field.name: row}).exists() for link in protecting)
