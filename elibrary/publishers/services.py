"""Publishers as partners: recorded by staff, or by the first catalogue that names them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from core.audit.services import audit_log
from elibrary.publishers.models import Publisher

EDITABLE = ("name", "slug", "aliases", "contact", "email", "profile")


@transaction.atomic
def publisher_save(*, publisher: Publisher, answers: Mapping[str, Any], by: Any, log: bool = False) -> Publisher:
    """Record a new publisher or what has changed about one. The audit trail names the fields, not what stands in them."""
    before = Publisher.objects.filter(pk=publisher.pk).values(*EDITABLE).first() or {}
    changed = [name for name in EDITABLE if name in answers and answers[name] != before.get(name)]
    action = "changed" if before else "created"
    for name in changed:
        setattr(publisher, name, answers[name])
    publisher.save()
    audit_log.record(
        actor=by,
        action=f"elibrary.publisher.{action}",
        subject=publisher,
        after={"fields": changed},
        log=log,
        content_changed=bool(changed),
    )
    return publisher


@transaction.atomic
def publisher_for_code(*, code: str, by: Any) -> Publisher:
    """The publisher with this code, recorded now when nobody has it yet: "balai-pustaka" is called Balai Pustaka."""
    publisher, is_new = Publisher.objects.get_or_create(slug=code, defaults={"name": code.replace("-", " ").title()})
    if is_new:
        audit_log.record(actor=by, action="elibrary.publisher.created", subject=publisher, after={"slug": code})
    return publisher
