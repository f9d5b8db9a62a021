"""Reads that more than one view needs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.models.consent import Consent
from lms.models.profile import Profile
from lms.models.user import User

DEVICES = 50
CLASS_DETAILS = {
    "nik": "NIK",
    "gender": "jenis kelamin",
    "birth_date": "tanggal lahir",
    "business_name": "nama usaha",
    "business_sector": "bidang usaha",
    "nib": "NIB",
    "cooperative": "koperasi",
}


def profile_of(user: User) -> Profile | None:
    """The person's profile; staff accounts have none until they fill it in."""
    return Profile.objects.filter(user=user).first()


def consents_in_force(user: User) -> list[Consent]:
    return list(Consent.objects.filter(user=user, withdrawn_at__isnull=True))


def unproven_account(*, email: str, password: str) -> User | None:
    """The account that waits for its e-mail code, for whoever knows its password.

    The password is checked in every case, so that the time it takes says nothing about the account.
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
    """Whether a code from an app is asked at log-in. Recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def class_details_of(user: User) -> list[str]:
    """The kinds of data for classes that are held about this person, by name and without a value."""
    profile = profile_of(user)
    return [label for name, label in CLASS_DETAILS.items() if profile and getattr(profile, name)]
