"""Accounts that log in by telephone number. Every caller has verified the number by a code first."""

import uuid

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.messages.models import Notification
from core.messages.services import notify
from lms.accounts.services.accounts import account_complete
from lms.profile.models.profile import Profile
from lms.users import phone
from lms.users.contact import contact_of
from lms.users.models import User

CATEGORY = "akun"


class PhoneTaken(ValueError):
    """Another account has proved this number. Revealed only after the user proved it too."""


class NoProfile(ValueError):
    """The number is stored in the profile, and the person has none yet."""


class LastIdentifier(ValueError):
    """Without a verified e-mail address the account would have no identifier to log in with."""


def user_by_phone(number: str) -> User | None:
    """The account that proved this number."""
    return User.objects.filter(phone_hash=phone.hashed(number)).first()


def sign_up_by_phone(*, number: str, password_hash: str, full_name: str, regency: str, consent_version: str) -> User:
    """Create an account for a proved number. Idempotent: the same answers give the same account.

    Raises PhoneTaken.
    """
    hashed = phone.hashed(number)
    try:
        with transaction.atomic():
            user = User(phone_hash=hashed, full_name=full_name, password=password_hash)
            user.save()
            Profile.objects.create(user=user, regency=regency, phone=number, phone_hash=hashed)
            account_complete(user=user, consent_version=consent_version)
    except IntegrityError:
        owner = user_by_phone(number)
        if owner is None:
            raise
        if owner.password != password_hash:
            raise PhoneTaken from None
        return owner
    return user


def phone_prove(*, user: User, number: str) -> None:
    """Make the proved ``number`` the one this person logs in with, instead of any before. Raises PhoneTaken, NoProfile."""
    hashed = phone.hashed(number)
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=user.pk)
            profile = Profile.objects.filter(user=user).first()
            if profile is None:
                raise NoProfile
            if user.phone_hash == hashed:
                return
            before = contact_of(user)
            user.phone_hash = hashed
            user.save(update_fields=["phone_hash"])
            _write(profile, number, hashed)
            _record(user, "lms.phone.proven", "nomor WhatsApp dibuktikan")
            _notify_changed(user, channel=before.channel, address=before.address, what="diganti")
    except IntegrityError:
        raise PhoneTaken from None


@transaction.atomic
def phone_remove(*, user: User) -> None:
    """Remove the log-in number; e-mail remains. Raises LastIdentifier."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.phone_hash:
        return
    if not user.email or not EmailAddress.objects.filter(user=user, verified=True).exists():
        raise LastIdentifier
    user.phone_hash = None
    user.save(update_fields=["phone_hash"])
    for profile in Profile.objects.filter(user=user):
        _write(profile, None, None)
    _record(user, "lms.phone.removed", "nomor WhatsApp dihapus")
    _notify_changed(user, channel=Notification.Channel.EMAIL, address=user.email, what="dihapus")


def code_send(*, number: str, code: str, recipient: User | None) -> None:
    """Queue the six digits; text, and number where it belongs to no account, are wiped once sent."""
    notify(
        key=f"{CATEGORY}:kode:{uuid.uuid4()}",
        category=CATEGORY,
        channel=Notification.Channel.WHATSAPP,
        template=Notification.Template.CODE,
        address=number,
        recipient=recipient,
        subject="Kode Si-Jawara+",
        body_text=code,
        sensitive=True,
    )


def notify_taken_number(*, number: str) -> None:
    """Notify the owner of a sign-up, or of a change of number, with a number that has an account."""
    address = settings.SITE_URL.rstrip("/") + reverse("account_reset_password")
    _notify_number(
        number,
        "Anda sudah punya akun Si-Jawara+",
        "Ada yang memakai nomor ini untuk akun lain, padahal akunnya sudah ada. Bila itu Anda, masuk dengan nomor ini dan "
        f"kata sandi Anda. Lupa kata sandi? Buat yang baru: {address} Bukan Anda? Abaikan; tidak ada yang berubah.",
    )


def notify_unknown_number(*, number: str) -> None:
    """Notify a number without an account of a password reset requested for it."""
    address = settings.SITE_URL.rstrip("/") + reverse("account_signup")
    _notify_number(
        number,
        "Nomor ini belum terdaftar di Si-Jawara+",
        "Ada yang meminta kata sandi baru untuk nomor ini, tetapi belum ada akun dengan nomor ini. Mungkin Anda mendaftar "
        f"dengan e-mail atau nomor lain. Daftar: {address} Bukan Anda? Abaikan; tidak ada yang berubah.",
    )


def _notify_number(number: str, subject: str, text: str) -> None:
    notify(
        key=f"{CATEGORY}:nomor:{uuid.uuid4()}",
        category=CATEGORY,
        channel=Notification.Channel.WHATSAPP,
        address=number,
        subject=subject,
        body_text=text,
        sensitive=True,
    )


def _write(profile: Profile, number: str | None, hashed: str | None) -> None:
    profile.phone, profile.phone_hash = number, hashed
    profile.save(update_fields=["phone", "phone_hash", "updated_at"])


def _record(user: User, action: str, what: str) -> None:
    audit_log.record(actor=user, action=action, subject=user)
    processing_log.log(person=user, actor=user, kind=ProcessingEntry.Kind.CORRECT, what=what)


def _notify_changed(user: User, *, channel: str, address: str, what: str) -> None:
    """Notify the previous address of the change, so that a takeover doesn't go unnoticed."""
    notify(
        key=f"{CATEGORY}:nomor-{what}:{uuid.uuid4()}",
        category=CATEGORY,
        channel=channel,
        address=address,
        recipient=user,
        subject=f"Nomor WhatsApp akun Si-Jawara+ Anda {what}",
        body_text=(
            f"Nomor WhatsApp untuk masuk ke akun Anda baru saja {what}.\n\n"
            'Bukan Anda yang melakukannya? Segera buat kata sandi baru lewat "Lupa kata sandi" di halaman masuk, '
            "lalu hubungi kami.\n"
        ),
        sensitive=True,
    )
