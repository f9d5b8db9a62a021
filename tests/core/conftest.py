"""Staff who may open /admin/: an account in a role, with the second factor that the admin asks for."""

from collections.abc import Callable
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from core.people.services import sync_roles
from lms.users.models import User

# Some of Wagtail's forms take their words once, on import. A site imports them in Indonesian; the migration that makes the
# test database would import them with translation switched off.
import_module(settings.ROOT_URLCONF)


@pytest.fixture
def staff_client(db: None) -> Callable[[str | None], Client]:
    """``staff_client("Editor Konten")`` is a client logged in as that role; without a role, as a superuser."""

    def log_in(role: str | None = None) -> Client:
        user = User.objects.create_user(
            f"petugas{User.objects.count()}@contoh.id", full_name="Sri Wahyuni", is_staff=True, is_superuser=role is None
        )
        if role:
            sync_roles()
            user.groups.add(Group.objects.get(name=role))
        TOTP.activate(user, generate_totp_secret())
        assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
