"""A signed cookie proves that this browser scanned a code while it was valid.

Logging in takes longer than a code is valid. A person who scans first and then logs in must not have to scan again.
The cookie holds the session's key and a time, no personal data. A link that is forwarded to another browser is as old as
its code.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from courses.runs.models.session import RunSession
from lms.attendance import checkin

COOKIE = "hadir"
LIFE = timedelta(minutes=15)
_signer = Signer(salt="lms.attendance.scan")


def remember(response: HttpResponseBase, session: RunSession, moment: datetime) -> None:
    response.set_cookie(
        COOKIE,
        _signer.sign(f"{session.pk}:{int(moment.timestamp())}"),
        max_age=int(LIFE.total_seconds()),
        path="/hadir/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, path="/hadir/")


def was_scanned(request: HttpRequest, session: RunSession, moment: datetime) -> bool:
    """Whether this browser scanned a good code of the meeting in the last LIFE.

    A scan with a time in the future was made before the clock was set back; its age is unknown, so it is rejected.
    """
    try:
        session_id, stamp = _signer.unsign(request.COOKIES.get(COOKIE, "")).split(":")
    except BadSignature:
        return False
    age = moment.timestamp() - int(stamp)
    return session_id == str(session.pk) and 0 <= age <= LIFE.total_seconds() and checkin.is_open(session, moment)
