"""Opens accounts and keeps what people say about themselves."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.crypto import keyed_hash
from core.services import audit
from lms.models import Consent, Profile, User


class EmailTaken(ValueError):
    """An account with this address exists. Only its owner may learn so, by e-mail."""


class PhoneTaken(ValueError):
    """Another account holds this telephone number."""


def sign_up(*, email: str, password: str, full_name: str, regency: str, consent_version: str) -> User:
    """Open a participant's account: user, unproven address, profile and consent, or nothing at all. Raises EmailTaken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, full_name=full_name)
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
            Profile.objects.create(user=user, regency=regency)
            _record_consent(user=user, purpose=Consent.Purpose.ACCOUNT, version=consent_version)
            audit.record(actor=user, action="lms.account.opened", subject=user, after={"consent": consent_version})
    except IntegrityError:
        if User.objects.filter(email__iexact=email.strip()).exists():
            raise EmailTaken from None
        raise
    return user


def update_profile(*, user: User, full_name: str, regency: str, phone: str | None) -> Profile:
    """Change name, regency and telephone number (already normalised, or None). Raises PhoneTaken.

    The audit row names the fields that changed and none of their values.
    """
    hashed = keyed_hash(phone, purpose="phone") if phone else None
    if hashed and Profile.objects.filter(phone_hash=hashed).exclude(user=user).exists():
        raise PhoneTaken
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            profile = Profile.objects.filter(user=user).first() or Profile(user=user)
            changed = _changed(user, profile, full_name=full_name, regency=regency, phone=phone)
            if not changed:
                return profile
            user.full_name = full_name
            user.save(update_fields=["full_name"])
            profile.regency, profile.phone, profile.phone_hash = regency, phone, hashed
            profile.save()
            audit.record(actor=user, action="lms.profile.updated", subject=profile, after={"changed": changed})
    except IntegrityError:
        raise PhoneTaken from None
    return profile


def _record_consent(*, user: User, purpose: str, version: str) -> Consent:
    return Consent.objects.create(user=user, purpose=purpose, text_version=version, given_at=timezone.now())


def _changed(user: User, profile: Profile, *, full_name: str, regency: str, phone: str | None) -> list[str]:
    pairs = {
        "full_name": (user.full_name, full_name),
        "regency": (profile.regency, regency),
        "phone": (profile.phone, phone),
    }
    return [name for name, (old, new) in pairs.items() if old != new]
