"""Adapters of django-allauth: mails through the outbox, encrypted secrets, own messages."""

import uuid
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.messages.services import notify
from core.personal_data import encryption
from lms.accounts.identifiers import phones_count
from lms.accounts.log_in_attempts import attempt_from
from lms.accounts.mail_handlers import is_handled
from lms.accounts.services.links import link_for_mail
from lms.accounts.services.warnings import warn_owner
from lms.consents.selectors import has_outdated_consent
from lms.users.contact import notify_user
from lms.users.decorators import AuthenticatedRequest
from lms.users.models import User

MAIL_CATEGORY = "akun"
_TOO_MANY = _("Terlalu banyak percobaan yang gagal. Tunggu lima menit, atau masuk dengan kode lewat e-mail.")
WRONG_CODE = _("Kode salah. Periksa kembali enam angkanya.")


class ReachableStage(EmailVerificationStage):
    """The e-mail address must be verified, unless the user logged in by a proved number.

    A log-in by address requires verification of it, even if the account has a proved number.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user is not None and user.phone_hash and not self.login.email:
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini sedang tidak aktif."),
        "duplicate_email": _("Ini alamat e-mail yang sudah Anda pakai. Ketik alamat yang baru."),
        "email_password_mismatch": _("E-mail atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "email_taken": _("Alamat e-mail ini tidak dapat dipakai. Pakai alamat lain."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Kata sandi tidak cocok."),
        "identifier_password_mismatch": _(
            "E-mail, nomor WhatsApp, atau kata sandi tidak cocok. Periksa semuanya, lalu coba lagi."
        ),
        "invalid_login": _("E-mail atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
        "max_email_addresses": _("Tidak dapat menambah alamat e-mail lagi (paling banyak %d)."),
        "rate_limited": _("Terlalu sering. Tunggu beberapa menit, lalu coba lagi."),
        "same_as_current": _("Ini alamat e-mail yang sudah Anda pakai. Ketik alamat yang baru."),
        "too_many_login_attempts": _TOO_MANY,
        "unverified_primary_email": _("Alamat e-mail Anda belum dikonfirmasi."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Put mails into the outbox, so that an unavailable mail server loses none. Codes are wiped once sent.

        A registered handler may replace the mail; the response is the same.
        """
        if is_handled(template_prefix, email=email):
            return
        user = context.get("user")
        link = link_for_mail(template_prefix, email=email, user=user)
        context = {"request": allauth_context.request, "email": email, "link": link, **context}
        notify(
            key=f"{MAIL_CATEGORY}:{uuid.uuid4()}",
            category=MAIL_CATEGORY,
            address=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", context).strip(),
            body_text=render_to_string(f"{template_prefix}_message.txt", context).strip(),
            body_html=render_to_string(f"{template_prefix}_message.html", context).strip(),
            recipient=user if isinstance(user, User) else None,
            sensitive=True,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """Notify accounts without an e-mail address too, as plain text."""
        if email or user.email:
            super().send_notification_mail(template_prefix, user, context, email)
            return
        values = {"request": allauth_context.request, "user": user, **(context or {})}
        notify_user(
            user=user,
            key=f"{MAIL_CATEGORY}:{uuid.uuid4()}",
            category=MAIL_CATEGORY,
            subject=render_to_string(f"{template_prefix}_subject.txt", values).strip(),
            body_text=render_to_string(f"{template_prefix}_message.txt", values).strip(),
            sensitive=True,
        )

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Use the message for both identifiers where log-in by number is enabled."""
        if code == "email_password_mismatch" and phones_count():
            code = "identifier_password_mismatch"
        return super().validation_error(code, *args)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.account.stages.EmailVerificationStage": "lms.accounts.adapters.ReachableStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Count before the password is compared (lms.accounts.log_in_attempts); a right one is given back."""
        identifier = credentials.get("phone") or credentials.get("email") or credentials.get("username") or ""
        attempt = attempt_from(request, identifier=identifier)
        if not attempt.consume():
            if not attempt.from_known_device:
                warn_owner(identifier=identifier)
            raise self.validation_error("too_many_login_attempts")
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            attempt.give_back()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Authenticate by number where there is no address, which allauth doesn't support."""
        if user.email:
            return super().reauthenticate(user, password)
        found = self.authenticate(allauth_context.request, phone=user.proven_phone, password=password)
        return found is not None and found.pk == user.pk

    def get_login_redirect_url(self, request: AuthenticatedRequest) -> str:
        """Staff go to the admin, users with an outdated consent to the consents page, others to allauth's default."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        if has_outdated_consent(request.user):
            return reverse("lms_consents")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("lms_account")

    def get_email_verification_redirect_url(self, email_address: object) -> str:
        return reverse("lms_account")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, object]]:
        labels = {"reauthenticate": _("Pakai kata sandi"), "mfa_reauthenticate": _("Pakai kode keamanan")}
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": labels[method["id"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Matikan kode keamanan dahulu sebelum mengganti alamat e-mail."),
        "cannot_delete_authenticator": _("Kode keamanan tidak dapat dimatikan."),
        "cannot_generate_recovery_codes": _("Pasang kode keamanan dahulu, lalu buat kode cadangan."),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Konfirmasi alamat e-mail Anda dahulu, lalu pasang kode keamanan."),
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Inline SVG without a style attribute: the pages' policy allows neither inline style nor ``data:`` pictures."""
        return segno.make(url, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=False)

    def get_totp_label(self, user: User) -> str:
        return user.get_username() or user.masked_phone
