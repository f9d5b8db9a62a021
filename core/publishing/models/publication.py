"""What was public when: one row each time a page is published."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.deletion import CASCADE, Collector, ProtectedError
from wagtail.models import Revision


def protect_from_purge(collector: Collector, field: Any, publications: Any, using: str) -> None:
    """A published revision goes only with its page. Raises ProtectedError, on which ``purge_revisions`` keeps it."""
    origin = collector.origin
    if isinstance(origin, Revision) or getattr(origin, "model", None) is Revision:
        raise ProtectedError("This revision was published.", set(publications))
    CASCADE(collector, field, publications, using)


class Publication(models.Model):
    """One version of a page as citizens saw it, with what changed and why.

    ``published_by`` is for the office alone and never on a public page; a reference without a constraint, as in the audit
    trail. Empty means the system.
    """

    page = models.ForeignKey("wagtailcore.Page", verbose_name="halaman", on_delete=CASCADE, related_name="publications")
    revision = models.ForeignKey(Revision, verbose_name="versi", on_delete=protect_from_purge, related_name="publications")
    number = models.PositiveIntegerField("nomor")
    note = models.TextField("apa yang berubah", max_length=500)
    basis = models.CharField("dasar perubahan", max_length=200, blank=True)
    published_at = models.DateTimeField("diterbitkan")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diterbitkan oleh",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )

    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        verbose_name = "penerbitan"
        verbose_name_plural = "riwayat penerbitan"
        ordering = ["page", "-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="core_publication_number_once")]

    def __str__(self) -> str:
        return f"{self.page_id} #{self.number}"
