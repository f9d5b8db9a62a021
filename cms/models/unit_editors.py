"""Which group edits which work unit."""

from django.contrib.auth.models import Group
from django.db import models

from cms.models.work_unit import WorkUnitPage


class UnitEditors(models.Model):
    """One group a unit: its members write below that unit and nowhere else. Kept by ``cms.services.unit_groups``."""

    unit = models.OneToOneField(WorkUnitPage, verbose_name="unit kerja", on_delete=models.CASCADE, related_name="editors")
    group = models.OneToOneField(Group, verbose_name="kelompok", on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "editor unit kerja"
        verbose_name_plural = "editor unit kerja"

    def __str__(self) -> str:
        return self.group.name
