"""Staff who may open /admin/: an account in a role, with the second factor that the admin asks for."""

from collections.abc import Callable
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from core.roles import role_permissions
from lms.models import User

# Some of Wagtail's forms take their words once, on import. A site imports them in Indonesian; the migration that makes the
# test database would import them with translation switched off.
import_module(settings.ROOT_URLCONF)


def _group(role: str) -> Group:
    """The role's group with its registered permissions, allowed to work on the whole page tree."""
    group, _ = Group.objects.get_or_create(name=role)
    wanted = Q()
    for permission in role_permissions()[role]:
        app_label, codename = permission.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    group.permissions.set(Permission.objects.filter(wanted))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=Page.objects.get(depth=1), permission=permission)
    return group


@pytest.fixture
def staff_client(db: None) -> Callable[[str | None], Client]:
    """``staff_client("Editor Konten")`` is a client logged in as that role; without a role, as a superuser."""

    def log_in(role: str | None = None) -> Client:
        user = User.objects.create_user(
            f"petugas{User.objects.count()}@contoh.id", full_name="Sri Wahyuni", is_staff=True, is_superuser=role is None
        )
        if role:
            user.groups.add(_group(role))
        TOTP.activate(user, generate_totp_secret())
        assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
