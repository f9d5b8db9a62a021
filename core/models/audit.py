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


def titled(title: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
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
    @titled("pelaku")
    def actor_label(self) -> str:
        return account_label(self, "actor")
