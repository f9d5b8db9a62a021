"""Who did what, when: rows that are only ever added."""

from collections.abc import Callable
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models


class AuditIsAppendOnly(Exception):
    """An audit row was about to be changed or removed."""


class AuditQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly("Audit rows are never changed.")

    def delete(self) -> NoReturn:
        raise AuditIsAppendOnly("Audit rows are never removed.")


def short_description(title: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """The heading under which staff screens show a property's value."""

    def mark(function: Callable[..., str]) -> Callable[..., str]:
        function.short_description = title  # type: ignore[attr-defined]
        return function

    return mark


def account_label(row: models.Model, field: str) -> str:
    """Who stands in a reference without a constraint: the name, or the bare number of an account that was erased."""
    number = getattr(row, f"{field}_id")
    if number is None:
        return "sistem"
    try:
        account = getattr(row, field)
    except ObjectDoesNotExist:
        account = None
    return str(account) if account is not None else f"akun terhapus ({number})"


class AuditEntry(models.Model):
    """One write. Database triggers refuse UPDATE and DELETE; ``before``/``after`` never hold personal data.

    The actor is a reference without a foreign-key constraint: erasing an account (UU 27/2022) must not rewrite history.
    """

    wagtail_reference_index_ignore: ClassVar[bool] = True  # nobody looks under "usage" for it

    at = models.DateTimeField("waktu", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pelaku",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Kosong berarti sistem.",
    )
    action = models.CharField("tindakan", max_length=80, db_index=True)
    subject_kind = models.CharField("jenis objek", max_length=80)
    subject_id = models.CharField("objek", max_length=64)
    before = models.JSONField("sebelum", default=dict, blank=True)
    after = models.JSONField("sesudah", default=dict, blank=True)
    request_id = models.CharField("id permintaan", max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan audit"
        verbose_name_plural = "jejak audit"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="core_audit_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}:{self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AuditIsAppendOnly("Audit rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AuditIsAppendOnly("Audit rows are never removed.")

    @property
    @short_description("pelaku")
    def actor_label(self) -> str:
        return account_label(self, "actor")


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
    @short_description("pemilik data")
    def person_label(self) -> str:
        return account_label(self, "person")

    @property
    @short_description("pelaku")
    def actor_label(self) -> str:
        return account_label(self, "actor")
