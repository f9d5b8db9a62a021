"""The screen projected at a meeting: its QR code and six digits, which change every STEP_SECONDS."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.documents.qr import qr_path
from courses.runs.models.session import RunSession
from lms.attendance import checkin
from lms.attendance.access import get_session_for_staff
from lms.attendance.admin.permissions import row_view
from lms.attendance.selectors import present_count
from lms.enrolment.selectors.enrolments import people_in
from lms.users.decorators import AuthenticatedRequest

CLOSED_SECONDS = 30  # reload interval of a screen without a code, s


@row_view(get_session_for_staff)
def code_screen(request: AuthenticatedRequest, session: RunSession) -> HttpResponse:
    """A full page without the admin's frame. Without script the page reloads; with script only the code is replaced."""
    part = "_code" if request.GET.get("bagian") == "kode" else "code_screen"
    return render(request, f"lms/attendance/admin/{part}.html", _context(session))


def _context(session: RunSession) -> dict[str, object]:
    now = timezone.now()
    context: dict[str, object] = {
        "session": session,
        "run": session.run,
        "present": present_count(session=session),
        "people": people_in(run=session.run).count(),
        "seconds": CLOSED_SECONDS,
        "step_seconds": checkin.STEP_SECONDS,
        "opens_at": checkin.opens_at(session),
        "is_early": now < checkin.opens_at(session),
    }
    if session.run.is_cancelled or not checkin.is_open(session, now):
        return context
    code = checkin.shown_code(session, now)
    address = settings.SITE_URL.rstrip("/") + reverse("attendance_scan", args=[session.pk, code.token])
    modules, path = qr_path(address)
    return context | {
        "digits": f"{code.digits[:3]} {code.digits[3:]}",
        "qr": {"size": modules + 8, "path": path},
        "seconds": code.seconds_left,
    }
