"""What other apps keep on a row of this app, without knowing them."""

from django.db import models


def is_protected(row: models.Model) -> bool:
    """Whether rows of any app would be lost with ``row``: those whose foreign key protects it."""
    protecting = (link for link in row._meta.related_objects if link.on_delete is models.PROTECT)
    return any(link.related_model._base_manager.filter(**{link.field.name: row}).exists() for link in protecting)
