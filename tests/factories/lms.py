"""Accounts for tests."""

from collections import Counter
from functools import cache
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission

from core.people.roles import ROLES, role_permissions
from core.people.services import FRAMEWORK_GROUPS
from lms.profile.models.profile import Profile, Regency
from lms.users.models import User

Held = Group.permissions.through
PASSWORD = "jajan pasar 77"


class UserFactory(factory.django.DjangoModelFactory):
    """A participant whose address is proved; ``password`` is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"peserta{n}@example.id")
    full_name = factory.Sequence(lambda n: f"Peserta {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)
    regency = Regency.KOTA_SURABAYA


def make_staff(role: str, *, second_factor: bool = True, **fields: Any) -> User:
    """An account in the group ``role`` (core.people.roles), by default with a second factor, so that it may enter
    /admin/."""
    have_roles()
    user: User = UserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    if second_factor:
        add_second_factor(user)
    return user


def have_roles() -> None:
    """What ``sync_roles`` would write, in a tenth of its queries: most tests begin without a role."""
    held = Counter(Held.objects.values_list("group__name", flat=True))
    if all(held[name] == len(wanted) for name, wanted in role_permissions().items()):
        return
    Group.objects.filter(name__in=FRAMEWORK_GROUPS, user__isnull=True).delete()
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    Held.objects.filter(group__in=groups.values()).delete()
    known = permission_ids()
    Held.objects.bulk_create(
        Held(group=groups[name], permission_id=known[label])
        for name, wanted in role_permissions().items()
        for label in wanted
    )


@cache
def permission_ids() -> dict[str, int]:
    """Keys by "app.codename"; the rows are as old as the tables and outlive every test."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": key for app, codename, key in rows}


def add_second_factor(user: User) -> str:
    """Give ``user`` a second factor; returns its secret."""
    secret = generate_totp_secret()
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    return secret
