"""What allauth's flows keep to themselves and log-in by telephone number needs."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.internal.stagekit import unstash_login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class PhoneBackend(AuthenticationBackend):
    """Password log-in by number. allauth looks a number up only where ACCOUNT_LOGIN_METHODS names it for the life of the
    process; ours is switched by an administrator.

    Its base hashes a password also for an unknown number, so that the response time tells nothing.
    """

    def user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        raise NotImplementedError

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(self.user_by_phone(phone), password)


class PhoneLoginAttemptsAdapter(DefaultAccountAdapter):
    """Failed log-ins are counted by number. allauth counts all numbers as one, so that five wrong passwords would lock
    every account."""

    def login_attempts_key(self, number: str) -> str:
        raise NotImplementedError

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        if number := credentials.get("phone"):
            return self.login_attempts_key(number)
        return super()._get_login_attempts_cache_key(request, **credentials)


def pending_email_code(request: HttpRequest) -> dict[str, Any] | None:
    """The state of the e-mail verification under way, with ``failed_attempts``."""
    state: dict[str, Any] | None = request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY)
    return state


def pending_login_redirect(request: HttpRequest) -> str | None:
    """Where the log-in that waits for a further stage was going; it stays pending."""
    login = unstash_login(request, peek=True)
    return login.redirect_url if login else None


def reauthentication_is_due(request: HttpRequest) -> bool:
    """Whether the password must be typed again before an account is changed."""
    return bool(is_reauthentication_required(request, app=""))


def confirm_password_reset(request: HttpRequest, *, user_id: object) -> None:
    """Go on as after a right code by e-mail: ``account_complete_password_reset`` then takes a new password."""
    state = PasswordResetVerificationProcess.initial_state(None)
    state |= {"user_id": str(user_id), "email": "", "code_confirmed": True}
    PasswordResetVerificationProcess(request, state=state).persist()
