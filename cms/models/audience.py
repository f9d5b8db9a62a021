"""Whom a service is for."""

from django.db import models


class Audience(models.Model):
    """A group of citizens that the service list can be narrowed to."""

    name = models.CharField("nama", max_length=80, unique=True)

    class Meta:
        verbose_name = "kelompok pengguna"
        verbose_name_plural = "kelompok pengguna"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
