"""Writes the audit trail. Each service that changes something calls ``record`` once, inside its transaction."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django_guid import get_guid

from core.audit.models import AuditEntry
from core.personal_data.fields import EncryptedTextField


class PersonalDataInAudit(ValueError):
    """``before`` or ``after`` names a field that some model declares in ``PERSONAL_FIELDS``."""


@cache
def personal_field_names() -> frozenset[str]:
    """Names that models declare as personal data, and every encrypted field; they may not be keys of an audit row."""
    declared: set[str] = set()
    for model in apps.get_models():
        declared |= getattr(model, "PERSONAL_FIELDS", set())
        declared |= {field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)}
    return frozenset(declared)


def record(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add one row: who (None is the system) did ``action`` ("lms.enrolment.created") to ``subject``.

    Raises PersonalDataInAudit when a value would carry personal data.
    """
    named = {*(before or {}), *(after or {})} & personal_field_names()
    if named:
        raise PersonalDataInAudit(f"{action}: {', '.join(sorted(named))}")
    return AuditEntry.objects.create(
        actor_id=actor.pk if actor is not None else None,
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        before=dict(before or {}),
        after=dict(after or {}),
        request_id=get_guid() or "",
    )
