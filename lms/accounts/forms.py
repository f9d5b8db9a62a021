"""Forms of the account screens: allauth's validation with our wording."""

from typing import Any

from allauth.account import forms as account
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as allauth_context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.django_patches.allauth_flow import pending_email_code, pending_log_in_code, pending_reset_code
from lms.accounts import code_guesses, phone_codes
from lms.accounts.identifiers import IdentifierField, MobileField, is_phone, phones_count
from lms.accounts.selectors import unproven_account
from lms.accounts.services import accounts
from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.profile.forms import regency_field
from lms.profile.models.profile import Profile
from lms.users import phone
from lms.users.forms import CODE_ATTRS, EMAIL, PASSWORD_HINT, WordingMixin
from lms.users.models import User

NEW_PASSWORD = {"label": _("Kata sandi baru"), "help_text": PASSWORD_HINT}
NEW_PASSWORD_AGAIN = {"label": _("Kata sandi baru, sekali lagi"), "help_text": ""}


def full_name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Nama lengkap"),
        help_text=_("Tulis seperti di KTP. Nama ini tercetak di sertifikat Anda."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def offer_phone(form: forms.BaseForm, name: str, **options: Any) -> None:
    """Let the field ``name`` accept a telephone number too, where a gateway is configured."""
    if phones_count():
        form.fields[name] = IdentifierField(**options)


class SignUpForm(WordingMixin, account.SignupForm):
    """Five questions: name, e-mail (or telephone number, where one can be proved), password, kabupaten/kota, consent."""

    account_already_exists: bool
    WORDING = {
        "email": {**EMAIL, "help_text": _("Kami kirim kode ke alamat ini. Contoh: siti@contoh.id")},
        "password1": {"label": _("Kata sandi"), "help_text": PASSWORD_HINT},
    }
    field_order = ["full_name", "email", "password1", "regency", "consent"]

    full_name = full_name_field()
    regency = regency_field()
    consent = forms.BooleanField(
        error_messages={"required": _("Centang persetujuan ini supaya kami boleh membuat akun Anda.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_phone(self, "email", help_text=_("Kami kirim kode ke sana. Contoh: siti@contoh.id atau 0812 3456 7890"))
        self.consent_text = current_text(Consent.Purpose.ACCOUNT)
        self.fields["consent"].label = self.consent_text.words
        self.fields["consent"].help_text = _("Naskah persetujuan versi %(version)s") % {"version": self.consent_text.version}

    def clean_email(self) -> str:
        """A number with an account gets the same response as one without (lms.accounts.phone_codes)."""
        identifier: str = self.cleaned_data["email"]
        return identifier if is_phone(identifier) else super().clean_email()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Idempotent: a second submission, or a return without the code, continues with the account created before.

        For any other taken address the response is the same and its owner gets a mail. A number creates no account
        before it is proved, so that numbers can't be blocked by others.
        """
        if is_phone(self.cleaned_data["email"]):
            return None, self._prove_phone(request)
        if not self.account_already_exists:
            try:
                return self.save(request), None
            except accounts.EmailTaken:
                self.account_already_exists = True
        data = self.cleaned_data
        waiting = unproven_account(email=data["email"], password=data["password1"])
        return (waiting, None) if waiting else super().try_save(request)

    def _prove_phone(self, request: HttpRequest) -> HttpResponse:
        data = self.cleaned_data
        answers = {
            "password_hash": make_password(data["password1"]),
            "full_name": data["full_name"],
            "regency": data["regency"],
            "consent_version": self.consent_text.version,
        }
        next_url = get_next_redirect_url(request) or ""
        return phone_codes.start(
            request, purpose=phone_codes.SIGN_UP, number=data["email"], next_url=next_url, answers=answers
        )

    def save(self, request: HttpRequest) -> User:
        data = self.cleaned_data
        return accounts.sign_up(
            email=data["email"],
            password=data["password1"],
            full_name=data["full_name"],
            regency=data["regency"],
            consent_version=self.consent_text.version,
        )


class LogInForm(WordingMixin, account.LoginForm):
    WORDING = {"login": {**EMAIL, "help_text": ""}, "password": {"label": _("Kata sandi"), "help_text": ""}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_phone(self, "login", help_text="")

    def user_credentials(self) -> dict[str, str]:
        identifier = self.cleaned_data["login"]
        if not is_phone(identifier):
            return super().user_credentials()
        return {"phone": identifier, "password": self.cleaned_data["password"]}


class NewEmailForm(WordingMixin, account.AddEmailForm):
    WORDING = {"email": {"label": _("Alamat e-mail baru"), "help_text": _("Kami kirim kode ke alamat ini.")}}


class ChangePasswordForm(WordingMixin, account.ChangePasswordForm):
    WORDING = {
        "oldpassword": {"label": _("Kata sandi sekarang"), "help_text": ""},
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class SetPasswordForm(WordingMixin, account.SetPasswordForm):
    WORDING = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ResetPasswordForm(WordingMixin, account.ResetPasswordForm):
    WORDING = {"email": EMAIL}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes_phone = phones_count()
        offer_phone(self, "email")

    def clean_email(self) -> str:
        identifier: str = self.cleaned_data["email"]
        return identifier if is_phone(identifier) else super().clean_email()


class NewPasswordForm(WordingMixin, account.ResetPasswordKeyForm):
    WORDING = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ReauthenticateForm(WordingMixin, account.ReauthenticateForm):
    WORDING = {"password": {"label": _("Kata sandi"), "help_text": ""}}


class RequestLogInCodeForm(WordingMixin, account.RequestLoginCodeForm):
    WORDING = {"email": {**EMAIL, "help_text": _("Kami kirim kode dan tautan masuk ke alamat ini.")}}


class CountedCodeMixin(WordingMixin):
    """A code from an e-mail: each guess is counted in the database before it is compared (lms.accounts.code_guesses)."""

    WORDING = {"code": {"label": _("Kode dari e-mail"), "help_text": _("Enam angka."), "attrs": CODE_ATTRS}}
    purpose: str
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        if not self._may_be_judged():
            raise forms.ValidationError(
                _("Kode ini tidak berlaku lagi: terlalu sering salah. Buka tautan di surat kami, atau minta kode baru."),
                "dead",
            )
        return str(super().clean_code())  # type: ignore[misc] # allauth's form, which is mixed in

    def _may_be_judged(self) -> bool:
        state = self.pending(allauth_context.request)
        if state is None:  # ended by another request meanwhile
            return False
        return code_guesses.may_be_judged(
            purpose=self.purpose,
            recipient=state["email"],
            code=state.get("code", ""),
            begun_at=state["at"],
            user_id=state.get("user_id"),
        )

    def pending(self, request: HttpRequest) -> dict[str, Any] | None:
        raise NotImplementedError


class EmailCodeForm(CountedCodeMixin, account.ConfirmEmailVerificationCodeForm):
    purpose = "verify"

    def pending(self, request: HttpRequest) -> dict[str, Any] | None:
        return pending_email_code(request)


class ResetCodeForm(CountedCodeMixin, account.ConfirmPasswordResetCodeForm):
    purpose = "reset"

    def pending(self, request: HttpRequest) -> dict[str, Any] | None:
        return pending_reset_code(request)


class LogInCodeForm(CountedCodeMixin, account.ConfirmLoginCodeForm):
    purpose = "log_in"

    def pending(self, request: HttpRequest) -> dict[str, Any] | None:
        return pending_log_in_code(request)


class ActivateTotpForm(WordingMixin, ActivateTOTPForm):
    WORDING = {"code": {"label": _("Kode dari aplikasi"), "help_text": _("Enam angka."), "attrs": CODE_ATTRS}}


class SecondFactorForm(WordingMixin, mfa.AuthenticateForm):
    WORDING = {
        "code": {
            "label": _("Kode keamanan"),
            "help_text": _("Enam angka dari aplikasi di ponsel Anda, atau satu kode cadangan."),
            "attrs": CODE_ATTRS,
        }
    }


class SecondFactorAgainForm(WordingMixin, mfa.ReauthenticateForm):
    WORDING = SecondFactorForm.WORDING


class PhoneField(forms.CharField):
    """Any usual way of writing an Indonesian number; empty gives None."""

    def clean(self, value: object) -> str | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return phone.normalise(typed)
        except phone.InvalidPhone:
            raise forms.ValidationError(
                _("Nomor telepon tidak dikenali. Tulis seperti 0812 3456 7890."), "invalid"
            ) from None


class ProfileForm(WordingMixin, forms.Form):
    """What a person may correct about themselves."""

    full_name = full_name_field()
    regency = regency_field()
    phone = PhoneField(
        label=_("Nomor telepon"),
        help_text=_("Contoh: 0812 3456 7890. Disimpan tersandi."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, user: User, profile: Profile | None, **kwargs: Any) -> None:
        self.user = user
        saved = {"full_name": user.full_name}
        if profile is not None:
            saved |= {"regency": profile.regency, "phone": profile.phone or ""}
        super().__init__(*args, **{**kwargs, "initial": saved})
        self.saved_phone = profile.phone if profile is not None else None
        if user.phone_hash:  # proved: it changes on a page of its own
            del self.fields["phone"]

    def save(self) -> None:
        accounts.update_profile(user=self.user, **{"phone": self.saved_phone, **self.cleaned_data})


class PhoneForm(WordingMixin, forms.Form):
    phone = MobileField(help_text=_("Kami kirim kode lewat WhatsApp ke nomor ini. Contoh: 0812 3456 7890"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_phone(self) -> str:
        number: str = self.cleaned_data["phone"]
        if number == self.user.proven_phone:
            raise forms.ValidationError(_("Ini nomor yang sudah Anda pakai. Ketik nomor yang baru."), "same")
        return number


class PhoneCodeForm(WordingMixin, forms.Form):
    code = forms.CharField(
        label=_("Kode dari WhatsApp"), help_text=_("Enam angka."), widget=forms.TextInput(attrs=CODE_ATTRS), max_length=12
    )

    def clean_code(self) -> str:
        """Also with the gaps that a keyboard or a copied message leaves."""
        return "".join(str(self.cleaned_data["code"]).split())
