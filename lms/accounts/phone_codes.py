"""A pending one-time code: its purpose, recipient and failed attempts.

It is stored in the session, encrypted as a whole: sessions are database rows, and this one contains a telephone number, the
code and the answers of a sign-up.
"""

import json
import secrets
import time
from dataclasses import asdict, dataclass, field, replace

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from core.personal_data import encryption
from lms.accounts import code_guesses
from lms.accounts.services import phone_accounts
from lms.users import phone
from lms.users.models import User

SESSION_KEY = "lms_phone_code"
SIGN_UP, RESET, CHANGE = "sign_up", "reset", "change"
MOST_ATTEMPTS = settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS
MOST_RESENDS = settings.ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND
LIFE = settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT
# The pending state outlives its code, so that a late code gets a message.
SESSION_LIFE = settings.ACCOUNT_LOGIN_TIMEOUT


@dataclass(frozen=True)
class PendingCode:
    """``code`` is empty where none was sent (``_may_get_code``)."""

    purpose: str
    number: str
    code: str
    at: float
    user_id: int | None = None
    failed: int = 0
    resent: int = 0
    next_url: str = ""
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def has_expired(self) -> bool:
        return not 0 <= time.time() - self.at <= LIFE

    @property
    def can_resend(self) -> bool:
        return self.resent < MOST_RESENDS

    def is_right(self, typed: str) -> bool:
        return bool(self.code) and secrets.compare_digest(typed.encode(), self.code.encode())


def pending_code(request: HttpRequest) -> PendingCode | None:
    token = request.session.get(SESSION_KEY)
    if not token:
        return None
    try:
        waiting = PendingCode(**json.loads(encryption.decrypt(token)))
    except (encryption.UnreadableValue, ValueError, TypeError):
        return None
    return waiting if time.time() - waiting.at <= SESSION_LIFE else None


def forget_code(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def start(
    request: HttpRequest, *, purpose: str, number: str, next_url: str = "", answers: dict[str, str] | None = None
) -> HttpResponse:
    """Send a code and redirect to its form, or return 429. The same work is done for numbers that get no code."""
    waiting = PendingCode(
        purpose=purpose,
        number=number,
        code="",
        at=0,
        user_id=request.user.pk if purpose == CHANGE else None,
        next_url=next_url,
        answers=answers or {},
    )
    return _send(request, waiting)


def resend(request: HttpRequest, waiting: PendingCode) -> HttpResponse:
    """Send a new code; the previous one becomes invalid."""
    return _send(request, replace(waiting, resent=waiting.resent + 1))


def may_be_judged(waiting: PendingCode) -> bool:
    """Count one guess over all sessions; False when this code must not be compared any more."""
    return code_guesses.may_be_judged(
        purpose=waiting.purpose,
        recipient=waiting.number,
        code=waiting.code,
        begun_at=waiting.at,
        user_id=waiting.user_id,
    )


def note_wrong(request: HttpRequest, waiting: PendingCode) -> bool:
    """Count a failed attempt; False, and the code is discarded, when none is left."""
    waiting = replace(waiting, failed=waiting.failed + 1)
    if waiting.failed >= MOST_ATTEMPTS:
        forget_code(request)
        return False
    _store(request, waiting)
    return True


def _send(request: HttpRequest, waiting: PendingCode) -> HttpResponse:
    too_often = ratelimit.consume_or_429(request, action="phone_code", key=phone.hashed(waiting.number))
    if too_often is not None:
        return too_often
    owner = phone_accounts.user_by_phone(waiting.number)
    if waiting.purpose == RESET:
        waiting = replace(waiting, user_id=owner.pk if owner else None)
    code = ""
    if _may_get_code(waiting, owner):
        code = f"{secrets.randbelow(10**6):06d}"
        changing = request.user if waiting.purpose == CHANGE and isinstance(request.user, User) else None
        phone_accounts.code_send(number=waiting.number, code=code, recipient=owner or changing)
    else:
        _notify_instead(waiting)
    _store(request, replace(waiting, code=code, at=time.time()))
    return HttpResponseRedirect(reverse("lms_phone_code"))


def _may_get_code(waiting: PendingCode, owner: User | None) -> bool:
    """RESET requires an account with the number; other purposes require that no other account has it."""
    if waiting.purpose == RESET:
        return owner is not None and owner.is_active
    return owner is None or owner.pk == waiting.user_id


def _notify_instead(waiting: PendingCode) -> None:
    if waiting.purpose == RESET:
        phone_accounts.notify_unknown_number(number=waiting.number)
    else:
        phone_accounts.notify_taken_number(number=waiting.number)


def _store(request: HttpRequest, waiting: PendingCode) -> None:
    request.session[SESSION_KEY] = sealed(waiting)


def sealed(waiting: PendingCode) -> str:
    """The encrypted form stored in the session."""
    return encryption.encrypt(json.dumps(asdict(waiting)))
