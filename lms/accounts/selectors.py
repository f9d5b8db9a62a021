"""Reads that more than one view needs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.users.models import User

DEVICES = 50


def unproven_account(*, email: str, password: str) -> User | None:
    """The account with an unverified address and this password, or None.

    The password is hashed in every case, so that timing doesn't reveal whether the account exists.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not user.check_password(password) or not user.is_active:
        return None
    proven = EmailAddress.objects.filter(user=user, verified=True).exists()
    return None if proven else user


def devices_of(user: User) -> list[UserSession]:
    """Where the person is logged in now, the newest first. Sessions that have run out are left out."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    rows = UserSession.objects.filter(user=user, session_key__in=alive.values("session_key"))
    return list(rows.order_by("-created_at")[:DEVICES])


def has_second_factor(user: User) -> bool:
    """Whether log-in requires a TOTP code. Recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
