"""Creates accounts and updates profiles."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.personal_data import encryption
from lms.consents.models import Consent
from lms.profile.models.profile import Profile
from lms.users import phone as phones
from lms.users.models import User

LABELS = {"full_name": "nama", "regency": "kabupaten/kota", "phone": "nomor telepon"}


class EmailTaken(ValueError):
    """An account with this address exists. The response must not reveal it; its owner is told by e-mail."""


class PhoneIsProven(ValueError):
    """The proved log-in number changes only by proving another (lms.accounts.services.phone_accounts)."""


def sign_up(*, email: str, password: str, full_name: str, regency: str, consent_version: str) -> User:
    """Create a participant's account atomically: user, unverified address, profile, consent. Raises EmailTaken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, full_name=full_name)
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
            Profile.objects.create(user=user, regency=regency)
            account_complete(user=user, consent_version=consent_version)
    except IntegrityError:
        if User.objects.filter(email__iexact=email.strip()).exists():
            raise EmailTaken from None
        raise
    return user


def account_complete(*, user: User, consent_version: str) -> None:
    """Consent and audit entry of a new account, in the transaction that creates it."""
    Consent.objects.create(user=user, purpose=Consent.Purpose.ACCOUNT, text_version=consent_version, given_at=timezone.now())
    audit_log.record(actor=user, action="lms.account.opened", subject=user, after={"consent": consent_version})
    what = f"setuju: {Consent.Purpose.ACCOUNT.label} ({consent_version})"
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.CONSENT, what=what)


@transaction.atomic
def update_profile(*, user: User, full_name: str, regency: str, phone: str | None) -> Profile:
    """Change name, regency and telephone number (already normalised, or None). Raises PhoneIsProven.

    An unproved number gives no access, and duplicates aren't revealed. The audit entry names the fields
    that changed and none of their values.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    profile = Profile.objects.filter(user=user).first() or Profile(user=user)
    changed = _changed(user, profile, full_name=full_name, regency=regency, phone=phone)
    if not changed:
        return profile
    if user.phone_hash and "phone" in changed:
        raise PhoneIsProven
    user.full_name = full_name
    user.save(update_fields=["full_name"])
    profile.regency, profile.phone, profile.phone_hash = regency, phone, phones.hashed(phone) if phone else None
    profile.save()
    audit_log.record(actor=user, action="lms.profile.updated", subject=profile, after={"changed": changed})
    what = ", ".join(LABELS[name] for name in changed)
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.CORRECT, what=what)
    return profile


def _changed(user: User, profile: Profile, *, full_name: str, regency: str, phone: str | None) -> list[str]:
    pairs = {
        "full_name": (user.full_name, full_name),
        "regency": (profile.regency, regency),
        "phone": (profile.phone, phone),
    }
    return [name for name, (old, new) in pairs.items() if old != new]


SECRET_KEYS = ("secret", "seed")


@transaction.atomic
def renew_secrets() -> int:
    """Re-encrypt all secrets with the newest key; return how many changed."""
    return sum(_renew(authenticator) for authenticator in Authenticator.objects.select_for_update().order_by("pk"))


def _renew(authenticator: Authenticator) -> int:
    stale = [key for key in SECRET_KEYS if key in authenticator.data and not encryption.is_current(authenticator.data[key])]
    if not stale:
        return 0
    for key in stale:
        authenticator.data[key] = encryption.renew(authenticator.data[key])
    authenticator.save(update_fields=["data"])
    return 1
