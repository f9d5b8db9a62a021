"""Passwords, whichever identifier they come with."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from core.django_patches.compiled_query import CompiledQuery, Param
from lms.models import User
from lms.services.phone_accounts import user_by_phone

_accounts = CompiledQuery(lambda: User.objects.filter(pk=Param("pk")))


class AccountBackend(AuthenticationBackend):
    """allauth's, which would look a number up only where ACCOUNT_LOGIN_METHODS names it for the life of the process.

    Its base hashes a password also for a number that nobody has, so that the time it takes says nothing.
    """

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(user_by_phone(phone), password)

    def get_user(self, user_id: int) -> User | None:
        """Whose session this is, while the account may be used; asked by every page, so its query is built once."""
        found = [user for user in _accounts.fetch(pk=user_id) if self.user_can_authenticate(user)]
        return found[0] if found else None
