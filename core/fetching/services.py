"""Writes to the list of hosts from which this site may fetch."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from core.audit.services import audit_log
from core.fetching.models import AllowedHost


@transaction.atomic
def allowed_host_save(*, host: AllowedHost, by: AbstractBaseUser | None) -> AllowedHost:
    """Add or change a row. Raises ValidationError for what is no name of a host or is listed already."""
    before = AllowedHost.objects.filter(pk=host.pk).first()
    host.full_clean()
    host.save()
    action = "core.allowed_host.changed" if before else "core.allowed_host.added"
    facts = {"before": _facts(before), "after": _facts(host)}
    is_changed = facts["before"] != facts["after"]
    audit_log.record(actor=by, action=action, subject=host, **facts, log=True, content_changed=is_changed)
    return host


@transaction.atomic
def allowed_host_delete(*, host: AllowedHost, by: AbstractBaseUser | None) -> None:
    """From now on nothing is fetched from it."""
    audit_log.record(actor=by, action="core.allowed_host.removed", subject=host, before=_facts(host), log=True)
    host.delete()


def _facts(host: AllowedHost | None) -> dict[str, Any]:
    return {"host": host.host, "port": host.port, "reason": host.reason} if host else {}
