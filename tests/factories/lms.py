"""Accounts for tests."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission

from core.roles import role_permissions
from core.services.roles import sync_roles
from lms.models import Profile, Regency, User

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
    """An account in the group ``role`` (core.roles), by default with a second factor, so that it may enter /admin/."""
    if Permission.objects.filter(group__name=role).count() != len(role_permissions()[role]):
        sync_roles()
    user: User = UserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    if second_factor:
        add_second_factor(user)
    return user


def add_second_factor(user: User) -> str:
    """Give ``user`` a second factor; returns its secret."""
    secret = generate_totp_secret()
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    return secret
