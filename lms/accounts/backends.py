"""Passwords, whichever identifier they come with."""

from core.django_patches.allauth_flow import PhoneBackend
from core.django_patches.compiled_query import CompiledQuery, Param
from lms.accounts.services.phone_accounts import user_by_phone
from lms.users.models import User

_accounts = CompiledQuery(lambda: User.objects.filter(pk=Param("pk")))


class AccountBackend(PhoneBackend):
    def user_by_phone(self, phone: str) -> User | None:
        return user_by_phone(phone)

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, while the account may be used; read by every page, so its query is compiled."""
        found = [user for user in _accounts.fetch(pk=user_id) if self.user_can_authenticate(user)]
        return found[0] if found else None
