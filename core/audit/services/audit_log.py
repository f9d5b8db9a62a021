"""The one write of the audit log. Each service that changes something calls ``record`` once, inside its transaction."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django_guid import get_guid
from wagtail.log_actions import log as write_log_entry
from wagtail.models import Revision

from core.audit.models import AuditEntry
from core.personal_data.fields import EncryptedTextField

LogAction = bool | str
"""Wagtail's log entry of an audit row: none, the one that the row's verb means (LOG_ACTIONS), or another by its name."""
CREATE, EDIT, DELETE = "wagtail.create", "wagtail.edit", "wagtail.delete"
LOG_ACTIONS = {
    **dict.fromkeys(("added", "created", "made"), CREATE),
    **dict.fromkeys(("changed", "corrected", "edited"), EDIT),
    **dict.fromkeys(("deleted", "removed"), DELETE),
}


class PersonalDataInAudit(ValueError):
    """``before`` or ``after`` names a field that some model declares in ``PERSONAL_FIELDS``."""


@cache
def personal_fields_of(model: type[models.Model]) -> frozenset[str]:
    """Names that the model declares as personal data, and its encrypted fields."""
    encrypted = {field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)}
    return frozenset(getattr(model, "PERSONAL_FIELDS", set()) | encrypted)


@cache
def personal_field_names() -> frozenset[str]:
    """The personal fields of all models; they may not be keys of an audit row."""
    return frozenset().union(*map(personal_fields_of, apps.get_models()))


def record(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    log: LogAction = False,
    content_changed: bool | None = None,
    data: Mapping[str, Any] | None = None,
    revision: Revision | None = None,
) -> AuditEntry:
    """Add one row: who (None is the system) did ``action`` ("lms.enrolment.created") to ``subject``.

    With ``log``, Wagtail's log entry is written in the same transaction; the last three arguments belong to it (see
    ``log_entry``). A subject that is deleted is recorded before.
    Raises PersonalDataInAudit when a value would carry personal data, KeyError for ``log=True`` with a verb outside
    LOG_ACTIONS.
    """
    named = {*(before or {}), *(after or {})} & personal_field_names()
    if named:
        raise PersonalDataInAudit(f"{action}: {', '.join(sorted(named))}")
    logged_as = LOG_ACTIONS[action.rpartition(".")[2]] if log is True else log
    with transaction.atomic(savepoint=False):
        entry = AuditEntry.objects.create(
            actor_id=actor.pk if actor is not None else None,
            action=action,
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
            before=dict(before or {}),
            after=dict(after or {}),
            request_id=get_guid() or "",
        )
        if logged_as:
            log_entry(
                actor=actor,
                action=logged_as,
                subject=subject,
                content_changed=content_changed,
                data=data,
                revision=revision,
            )
    return entry


def log_entry(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    content_changed: bool | None = None,
    data: Mapping[str, Any] | None = None,
    revision: Revision | None = None,
) -> None:
    """Add Wagtail's log entry (history of the row, site history) alone, for what has no audit row of its own.

    ``content_changed`` is True by default for creating and editing, else False. The title is the subject's, or its
    kind and number where the model has personal fields: the entry outlives the row.
    """
    more = {} if revision is None else {"revision": revision}
    write_log_entry(
        instance=subject,
        action=action,
        user=actor,
        title=_neutral_title(subject) if personal_fields_of(type(subject)) else None,
        content_changed=action in {CREATE, EDIT} if content_changed is None else content_changed,
        data=dict(data or {}),
        **more,
    )


def log_unchanged(*, actor: AbstractBaseUser | None, subject: models.Model) -> None:
    """A form saved with nothing changed: an entry in Wagtail's log, as Wagtail's own screens write, and no audit row."""
    log_entry(actor=actor, action=EDIT, subject=subject, content_changed=False)


def _neutral_title(subject: models.Model) -> str:
    return f"{subject._meta.verbose_name} {subject.pk}"
