"""Changes of accounts by administrators. They can't set passwords: the owner does, by e-mail code."""

import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from core.audit.services import audit_log
from core.messages.services import notify
from lms.users.models import User


class SuperuserOnly(PermissionError):
    """Only a superuser may change a superuser or make one."""


@transaction.atomic
def save_account(*, by: User, user: User, groups: Iterable[Group]) -> User:
    """Create or change ``user`` (with its new values set, unsaved). A new one is invited to make a password.

    Raises SuperuserOnly, also when an ordinary administrator would take a superuser's address over.
    """
    stored = User.objects.select_for_update().filter(pk=user.pk).first() if user.pk else None
    if not by.is_superuser and (user.is_superuser or (stored is not None and stored.is_superuser)):
        raise SuperuserOnly
    before = _facts(stored) if stored else {}
    groups = list(groups)
    user.is_staff = user.is_superuser or bool(groups)
    if stored is None:
        user.set_unusable_password()
    user.save()
    user.groups.set(groups)
    if stored is None or stored.email != user.email:
        _replace_address(user)
    action = "lms.account.changed" if stored else "lms.account.created"
    audit_log.record(actor=by, action=action, subject=user, before=before, after=_facts(user))
    if stored is None:
        _invite(user)
    return user


def accounts_exported(*, by: User, count: int) -> None:
    """One audit entry for a downloaded list of accounts."""
    audit_log.record(actor=by, action="lms.accounts.exported", subject=by, after={"count": count})


def _facts(user: User) -> dict[str, object]:
    """The fields of an account that audit entries may contain."""
    groups = sorted(user.groups.values_list("name", flat=True))
    return {"is_active": user.is_active, "is_superuser": user.is_superuser, "groups": groups}


def _replace_address(user: User) -> None:
    """Replace the address by an unverified one; it must be verified by a code before it can be used."""
    EmailAddress.objects.filter(user=user).delete()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)


def _invite(user: User) -> None:
    context = {"user": user, "password_url": settings.SITE_URL.rstrip("/") + reverse("account_reset_password")}
    prefix = "account/email/staff_invitation"
    notify(
        key=f"akun:undangan:{user.pk}:{uuid.uuid4()}",
        category="akun",
        address=user.email,
        subject=render_to_string(f"{prefix}_subject.txt", context),
        body_text=render_to_string(f"{prefix}_message.txt", context).strip(),
        body_html=render_to_string(f"{prefix}_message.html", context).strip(),
        recipient=user,
    )


@transaction.atomic
def record_bulk_change(*, by: User, action_type: str, users: Iterable[User]) -> None:
    """Audit a bulk action of the users list, one entry per account."""
    for user in users:
        audit_log.record(actor=by, action=f"lms.account.bulk_{action_type}", subject=user)
