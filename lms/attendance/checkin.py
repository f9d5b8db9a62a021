"""Time-based check-in codes of a meeting (cf. TOTP, RFC 6238).

Staff show a QR code and six digits that change every STEP_SECONDS. Both are derived from the meeting and the time by a
keyed hash: nothing is stored, all web processes agree, and none can be made without FIELD_HASH_KEY.
A code is valid while it is shown and for one step more, and only around the meeting (OPENS_BEFORE, CLOSES_AFTER). Validity
depends on the current clock alone, so a clock that is set back or forward can't extend a code.
two codes of now, or it isn't.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from core.personal_data.encryption import keyed_hash
from courses.runs.models.session import RunSession

STEP_SECONDS = 30
OPENS_BEFORE = timedelta(minutes=30)
CLOSES_AFTER = timedelta(minutes=30)
STEPS_REMEMBERED = 40  # steps for which an expired code still gives CodeExpired instead of CodeWrong
TOKEN_LENGTH = 20


class CodeRefused(Exception):
    """What was typed or scanned doesn't count here and now."""


class TooEarly(CodeRefused):
    """Check-in opens at ``opens_at``."""

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(opens_at.isoformat())
        self.opens_at = opens_at


class CheckInOver(CodeRefused):
    """The meeting ended some time ago."""


class CodeExpired(CodeRefused):
    """It was right, and has changed since."""


class CodeWrong(CodeRefused):
    """It was never shown at this meeting, or long ago."""


@dataclass(frozen=True)
class ShownCode:
    """What the screen shows for the rest of one step."""

    token: str
    digits: str
    seconds_left: int


def opens_at(session: RunSession) -> datetime:
    return session.starts_at - OPENS_BEFORE


def closes_at(session: RunSession) -> datetime:
    return session.ends_at + CLOSES_AFTER


def is_open(session: RunSession, moment: datetime) -> bool:
    return opens_at(session) <= moment <= closes_at(session)


def check_is_open(session: RunSession, moment: datetime) -> None:
    """Raises TooEarly or CheckInOver."""
    if moment < opens_at(session):
        raise TooEarly(opens_at(session))
    if moment > closes_at(session):
        raise CheckInOver


def shown_code(session: RunSession, moment: datetime) -> ShownCode:
    step = _step_at(moment)
    left = STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS
    return ShownCode(_token(session, step), _digits(session, step), left)


def check_token(session: RunSession, token: str, moment: datetime) -> None:
    """Raises TooEarly, CheckInOver, CodeExpired or CodeWrong."""
    check_is_open(session, moment)
    _check(token, [_token(session, step) for step in _steps_back(moment)])


def check_digits(session: RunSession, digits: str, moment: datetime) -> None:
    """Raises TooEarly, CheckInOver, CodeExpired or CodeWrong."""
    check_is_open(session, moment)
    _check(digits, [_digits(session, step) for step in _steps_back(moment)])


def _check(code: str, newest_first: list[str]) -> None:
    matches = [compare_digest(code.encode(), valid.encode()) for valid in newest_first]
    if any(matches[:2]):
        return
    raise CodeExpired if any(matches) else CodeWrong


def _step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def _steps_back(moment: datetime) -> range:
    now = _step_at(moment)
    return range(now, now - STEPS_REMEMBERED, -1)


def _token(session: RunSession, step: int) -> str:
    return keyed_hash(f"{session.pk}:{step}", purpose="attendance-token")[:TOKEN_LENGTH]


def _digits(session: RunSession, step: int) -> str:
    return f"{int(keyed_hash(f'{session.pk}:{step}', purpose='attendance-digits'), 16) % 1_000_000:06d}"
