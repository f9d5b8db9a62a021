"""Wagtail's image and document models on our storages, from the first migration on."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


def private_storage() -> Storage:
    """Files that no address reaches; a view checks who asks and hands them out."""
    return storages["private"]


class SiteImage(AbstractImage):
    """A picture for pages; public by nature. ``description`` is its alternative text, asked for on upload."""

    admin_form_fields = Image.admin_form_fields

    @property
    def default_alt_text(self) -> str:
        """What blocks suggest. Wagtail falls back to the title, which is mostly the name of a file and describes nothing."""
        return self.description.strip()

    class Meta(AbstractImage.Meta):
        verbose_name = "gambar"
        verbose_name_plural = "gambar"


class SiteRendition(AbstractRendition):
    """A scaled copy of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_once"),
        ]


class SiteDocument(AbstractDocument):
    """A file for download. It lies in private storage: Wagtail's view serves it after checking its collection."""

    file: Any = models.FileField(upload_to="documents", storage=private_storage, verbose_name="berkas")

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"


def document_storage() -> Storage:
    """Private: a document leaves only through a view that has checked who asks."""
    return storages["private"]
