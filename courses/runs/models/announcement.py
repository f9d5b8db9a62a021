"""Announcements of a run to its participants."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

MAX_ANNOUNCEMENT_LENGTH = 4000


class Announcement(models.Model):
    """Plain text with a title, visible to the run's participants once saved. Pinned ones come first.

    ``token`` comes from the form and makes publishing idempotent.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True

    run = models.ForeignKey(
        "courses.CourseRun", verbose_name="kelas", on_delete=models.CASCADE, related_name="announcements"
    )
    title = models.CharField("judul", max_length=120)
    text = models.TextField(
        "isi",
        validators=[MaxLengthValidator(MAX_ANNOUNCEMENT_LENGTH)],
        help_text="Teks biasa. Alamat web menjadi tautan. Baris kosong memulai paragraf baru. Jangan memuat data pribadi.",
    )
    pinned = models.BooleanField("sematkan di atas", default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penulis",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    published_at = models.DateTimeField("diumumkan", auto_now_add=True)
    edited_at = models.DateTimeField("diperbaiki", null=True, blank=True, editable=False)
    token = models.UUIDField("kode kiriman", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = "pengumuman"
        verbose_name_plural = "pengumuman"
        ordering = ["-pinned", "-published_at", "-pk"]
        indexes = [models.Index(fields=["run", "-pinned", "-published_at"], name="courses_announcement_list")]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="courses_announcement_not_empty"),
        ]

    def __str__(self) -> str:
        return self.title
