"""The office decides who takes which step of an order."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit.services import audit_log
from core.people.roles import role_permissions
from elibrary.ordering.models.policy import DUTIES, OrderPolicy


def roles_to_choose(duty: str) -> list[str]:
    """Roles that hold the permission; the policy can't name others."""
    return [role for role, permissions in role_permissions().items() if f"elibrary.{duty}_order" in permissions]


@transaction.atomic
def order_policy_save(*, needs_two_people: bool, roles: Mapping[str, Sequence[str]], by: AbstractBaseUser) -> OrderPolicy:
    """``roles``: for each duty those who have it. Raises ValidationError for a duty without a role."""
    for duty in DUTIES:
        if not roles[duty] or set(roles[duty]) - set(roles_to_choose(duty)):
            raise ValidationError({f"{duty}_roles": "Pilih sedikitnya satu peran dari daftar."})
    OrderPolicy.objects.get_or_create(pk=1)
    policy = OrderPolicy.objects.select_for_update().get(pk=1)
    before = _audit_values(policy)
    policy.needs_two_people = needs_two_people
    for duty in DUTIES:
        setattr(policy, f"{duty}_roles", list(roles[duty]))
    if _audit_values(policy) == before:
        return policy
    policy.save()
    audit_log.record(
        actor=by, action="elibrary.order_policy.changed", subject=policy, before=before, after=_audit_values(policy)
    )
    return policy


def _audit_values(policy: OrderPolicy) -> dict[str, object]:
    return {"needs_two_people": policy.needs_two_people, **{duty: policy.roles_for(duty) for duty in DUTIES}}
