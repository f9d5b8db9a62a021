"""One log-in per role for ``make run``. Passwords and secrets are derived from SECRET_KEY: the same at every run of one
installation, different in others, stored nowhere in clear."""

import base64
import hashlib
import hmac
import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from core.people import roles
from lms.accounts.services import accounts
from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.profile.models.profile import Regency
from lms.users.models import User

TOTP_SECONDS = 30

# (part before @, name, role or None for a participant)
PEOPLE: tuple[tuple[str, str, str | None], ...] = (
    ("admin", "Wahyu Admin", roles.ADMINISTRATOR),
    ("editor", "Endah Editor", roles.CONTENT_EDITOR),
    ("editor2", "Eko Editor", roles.CONTENT_EDITOR),
    ("penyetuju", "Pandu Penyetuju", roles.CONTENT_APPROVER),
    ("analis", "Anisa Analis", roles.CURRICULUM_ANALYST),
    ("pengajar", "Joko Pengajar", roles.TRAINER),
    ("pustakawan", "Puspita Pustakawan", roles.LIBRARIAN),
    ("peserta", "Siti Peserta", None),
)


def seed_accounts() -> list[str]:
    """Create missing accounts, reset changed ones, and return the table of log-ins."""
    lines = [
        "Akun contoh (hanya untuk mencoba):",
        f"  {'Peran':<18}{'E-mail':<24}{'Kata sandi':<18}Kode keamanan (rahasia TOTP)",
    ]
    for local, name, role in PEOPLE:
        email = f"{local}@contoh.id"
        user = _person(email, name, role)
        code = _second_factor(user, email) if role else "–"
        lines.append(f"  {role or 'Peserta':<18}{email:<24}{_password(email):<18}{code}")
    lines.append(
        "  Kode enam angka berganti tiap 30 detik; masukkan rahasia TOTP ke aplikasi kode keamanan, atau jalankan ulang."
    )
    return lines


@transaction.atomic
def _person(email: str, name: str, role: str | None) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = accounts.sign_up(
            email=email,
            password=_password(email),
            full_name=name,
            regency=Regency.KOTA_SURABAYA,
            consent_version=current_text(Consent.Purpose.ACCOUNT).version,
        )
    wanted = {"is_demo": True, "is_active": True, "is_staff": role is not None}
    works = user.check_password(_password(email)) and all(getattr(user, field) == value for field, value in wanted.items())
    if not works:
        user.set_password(_password(email))
        for field, value in wanted.items():
            setattr(user, field, value)
        user.save()
    EmailAddress.objects.filter(user=user, email=email, verified=False).update(verified=True)
    if role and not user.groups.filter(name=role).exists():
        user.groups.set([Group.objects.get(name=role)])
    return user


def _second_factor(user: User, email: str) -> str:
    """The code of this moment and the secret behind it."""
    secret = base64.b32encode(_derived(email, "totp")[:20]).decode()
    existing = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if existing is not None and decrypt(existing.data["secret"]) != secret:
        existing.delete()
        existing = None
    if existing is None:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})
    return f"{current_code(secret)}  {secret}"


def current_code(secret: str) -> str:
    """What an authenticator app shows for ``secret`` right now."""
    return code_at(secret, int(time.time()) // TOTP_SECONDS)


def code_at(secret: str, step: int) -> str:
    """The six digits of ``step``, a period of 30 seconds counted from 1970 (RFC 6238; truncation by RFC 4226, 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def _password(email: str) -> str:
    return "coba-" + base64.b32encode(_derived(email, "password")).decode()[:10].lower()


def _derived(email: str, use: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"demo:{use}:{email}".encode(), hashlib.sha256).digest()
