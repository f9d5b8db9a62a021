"""The record of what was done with somebody's personal data (UU 27/2022 pasal 31)."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from core.models.audit import AuditIsAppendOnly, AuditQuerySet, account_label, titled


class ProcessingEntry(models.Model):
    """One act on one person's data. Database triggers refuse UPDATE and DELETE, as for the audit trail.

    ``what`` names the kind of data and never its content. Both accounts are references without a constraint: an erasure
    leaves the row with the bare numbers.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True  # nobody looks under "usage" for it

    class Kind(models.TextChoices):
        COLLECT = "collect", "dihimpun"
        ACCESS = "access", "dilihat"
        REVEAL = "reveal", "NIK dibuka"
        EXPORT = "export", "disalin"
        CORRECT = "correct", "diperbaiki"
        CONSENT = "consent", "persetujuan"
        ERASE = "erase", "dihapus"

    at = models.DateTimeField("waktu", auto_now_add=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pemilik data",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pelaku",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Kosong berarti sistem.",
    )
    kind = models.CharField("tindakan", max_length=10, choices=Kind.choices)
    what = models.CharField("data", max_length=120)
    reason = models.CharField("alasan", max_length=200, blank=True)
    request_id = models.CharField("id permintaan", max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan pemrosesan"
        verbose_name_plural = "log pemrosesan"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AuditIsAppendOnly("Rows of the processing log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly("Rows of the processing log are never removed.")

    @property
    @titled("pemilik data")
    def person_label(self) -> str:
        return account_label(self, "person")

    @property
    @titled("pelaku")
    def actor_label(self) -> str:
        return account_label(self, "actor")
