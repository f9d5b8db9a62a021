"""Warns the owner of an account whose password others try to guess."""

from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lms.accounts.identifiers import is_phone
from lms.accounts.services.phone_accounts import user_by_phone
from lms.users.contact import notify_user
from lms.users.models import User


def warn_owner(*, identifier: str) -> None:
    """Queue one message a day and account: what was tried, and how to get in all the same. Unknown identifiers get none."""
    user = _owner(identifier)
    if user is None:
        return
    key = f"akun:percobaan:{user.pk}:{localdate().isoformat()}"
    address = settings.SITE_URL.rstrip("/")
    context = {
        "has_email": bool(user.email),
        "code_url": address + reverse("account_request_login_code"),
        "reset_url": address + reverse("account_reset_password"),
    }
    notify_user(
        user=user,
        key=key,
        category="akun",
        subject=_("Ada yang mencoba masuk ke akun Anda"),
        body_text=render_to_string("lms/accounts/email/attempts_message.txt", context).strip(),
    )


def _owner(identifier: str) -> User | None:
    if is_phone(identifier):
        return user_by_phone(identifier)
    found = filter_users_by_email(identifier, is_active=True, prefer_verified=True)
    return found[0] if found else None
