"""Which course was made from which, and by which sending of the form."""

import uuid
from typing import ClassVar

from django.db import models


class CourseCopy(models.Model):
    """A course that was made from another one. ``token`` comes from the form: copied once, however often it is sent."""

    wagtail_reference_index_ignore: ClassVar[bool] = True

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey("courses.CoursePage", null=True, on_delete=models.SET_NULL, related_name="copies")
    copy = models.OneToOneField("courses.CoursePage", on_delete=models.CASCADE, related_name="made_from")
    made_at = models.DateTimeField("disalin", auto_now_add=True)

    class Meta:
        verbose_name = "salinan pelatihan"
        verbose_name_plural = "salinan pelatihan"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.copy_id}"
