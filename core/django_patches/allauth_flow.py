"""What allauth's flows keep to themselves and log-in by telephone number needs."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.email_verification import login_on_verification, verify_email_indirectly
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
    EmailVerificationProcess,
)
from allauth.account.internal.flows.password_reset_by_code import (
    PASSWORD_RESET_VERIFICATION_SESSION_KEY,
    PasswordResetVerificationProcess,
)
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.internal.stagekit import unstash_login
from allauth.account.stages import LoginByCodeStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse


class AddressTaken(ValueError):
    """Another account has verified the address."""


class PhoneBackend(AuthenticationBackend):
    """Password log-in by number. allauth looks a number up only where ACCOUNT_LOGIN_METHODS names it for the life of the
    process; ours is switched by an administrator.

    Its base hashes a password also for an unknown number, so that the response time tells nothing.
    """

    def user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        raise NotImplementedError

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(self.user_by_phone(phone), password)


def pending_email_code(request: HttpRequest) -> dict[str, Any] | None:
    """The state of the e-mail verification under way, with ``failed_attempts``."""
    state: dict[str, Any] | None = request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY)
    return state


def pending_reset_code(request: HttpRequest) -> dict[str, Any] | None:
    """The state of the new password under way."""
    state: dict[str, Any] | None = request.session.get(PASSWORD_RESET_VERIFICATION_SESSION_KEY)
    return state


def pending_log_in_code(request: HttpRequest) -> dict[str, Any] | None:
    """The state of the log-in by code under way."""
    login = unstash_login(request, peek=True)
    stage: dict[str, Any] = login.state.get("stages", {}).get(LoginByCodeStage.key, {}) if login else {}
    return stage.get("data")


def verify_address(request: HttpRequest, *, user: AbstractBaseUser, email: str) -> HttpResponse | None:
    """Mark ``email`` as verified, as after a right code; the log-in that waits for it in this browser goes on.

    None where no log-in waits here. Raises AddressTaken when another account has verified it meanwhile.
    """
    process = EmailVerificationProcess(request, EmailVerificationProcess.initial_state(user, email), user=user)
    address = process.finish()
    if address is None or not address.verified:
        raise AddressTaken
    response: HttpResponse | None = login_on_verification(request, address)
    return response


def verify_address_of_mail(request: HttpRequest, *, user: AbstractBaseUser, email: str) -> None:
    """A mail that was read proves its address, if it is one of the user's, whatever the mail was for."""
    verify_email_indirectly(request, user, email)


def pending_login_redirect(request: HttpRequest) -> str | None:
    """Where the log-in that waits for a further stage was going; it stays pending."""
    login = unstash_login(request, peek=True)
    return login.redirect_url if login else None


def reauthentication_is_due(request: HttpRequest) -> bool:
    """Whether the password must be typed again before an account is changed."""
    return bool(is_reauthentication_required(request, app=""))


def confirm_password_reset(request: HttpRequest, *, user_id: object, email: str = "") -> None:
    """Go on as after a right code by e-mail: ``account_complete_password_reset`` then takes a new password."""
    state = PasswordResetVerificationProcess.initial_state(None)
    state |= {"user_id": str(user_id), "email": email, "code_confirmed": True}
    PasswordResetVerificationProcess(request, state=state).persist()
