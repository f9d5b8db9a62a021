"""Check-in of a participant: by the QR code on the screen, or by its six digits."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.people.throttling import is_too_often
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.attendance import checkin, scan_proof
from lms.attendance.errors import NotInThisClass
from lms.attendance.forms import AttendanceCodeForm
from lms.attendance.messages import hour_of, refusal_sentence
from lms.attendance.models import Attendance
from lms.attendance.selectors import attendance_of, check_in_state, meetings_of
from lms.attendance.services import check_in
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import enrolment_in
from lms.users.decorators import AuthenticatedRequest, learner_page

TRIES, TRIES_SECONDS = 10, 300


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_scan(request: AuthenticatedRequest, session_id: int, token: str) -> HttpResponseBase:
    """The target of the QR code. GET shows a confirmation and writes nothing; POST records the attendance.

    Anonymous users log in first; a code that was valid when scanned stays valid for ``scan_proof.LIFE``.
    """
    session = get_object_or_404(RunSession.objects.select_related("run__course"), pk=session_id)
    now = timezone.now()
    if not request.user.is_authenticated:
        return _log_in_first(request, session, token, now)
    if (noted := attendance_of(user=request.user, session=session)) is not None:
        return _already(request, session, noted)
    try:
        enrolment = _checked(request, session, token, now)
        if request.method == "POST":
            check_in(enrolment=enrolment, session=session, method=Attendance.Method.QR)
            return _welcome(request, session)
    except (checkin.CodeRefused, NotInThisClass, EnrolmentEnded, RunCancelled) as error:
        return _refused(request, session.run, refusal_sentence(error))
    response = render(request, "lms/attendance/scan.html", {"run": session.run, "session": session})
    scan_proof.remember(response, session, now)
    return response


@learner_page("GET", "POST")
def class_attendance(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Check-in by the six digits; errors are shown beside the field."""
    enrolment = get_enrolment_for(request.user, run_id)
    form = AttendanceCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _may_try(request, form):
        response = _typed(request, enrolment, form)
        if response is not None:
            return response
    now = timezone.now()
    context = {
        "run": enrolment.run,
        "form": form,
        "check_in": check_in_state(meetings=meetings_of(enrolment=enrolment), moment=now),
    }
    return render(request, "lms/attendance/attendance.html", context, status=422 if form.errors else 200)


def _log_in_first(request: AuthenticatedRequest, session: RunSession, token: str, now: datetime) -> HttpResponseBase:
    response = redirect_to_login(request.get_full_path())
    try:
        checkin.check_token(session, token, now)
    except checkin.CodeRefused:
        return response
    scan_proof.remember(response, session, now)
    return response


def _checked(request: AuthenticatedRequest, session: RunSession, token: str, now: datetime) -> Enrolment:
    """The person's enrolment, after the code is verified. Raises CodeRefused, NotInThisClass or RunCancelled."""
    if not scan_proof.was_scanned(request, session, now):
        checkin.check_token(session, token, now)
    enrolment = enrolment_in(user=request.user, run=session.run)
    if enrolment is None:
        raise NotInThisClass
    if enrolment.run.is_cancelled:
        raise RunCancelled
    return enrolment


def _welcome(request: AuthenticatedRequest, session: RunSession) -> HttpResponse:
    messages.success(request, _("Anda tercatat hadir di pertemuan %(title)s.") % {"title": session.title})
    response = redirect("class_home", run_id=session.run.public_id)
    scan_proof.forget(response)
    return response


def _already(request: AuthenticatedRequest, session: RunSession, noted: Attendance) -> HttpResponse:
    if request.method == "POST":
        messages.info(request, _("Anda sudah tercatat hadir pukul %(hour)s.") % {"hour": hour_of(noted.taken_at)})
        return redirect("class_home", run_id=session.run.public_id)
    context = {"run": session.run, "session": session, "noted": noted}
    return render(request, "lms/attendance/scan.html", context)


def _refused(request: AuthenticatedRequest, run: CourseRun, sentence: str) -> HttpResponse:
    context = {"run": run, "refusal": sentence, "is_in_class": enrolment_in(user=request.user, run=run) is not None}
    return render(request, "lms/attendance/scan.html", context, status=409)


def _may_try(request: AuthenticatedRequest, form: AttendanceCodeForm) -> bool:
    """Rate limit against guessing: TRIES in TRIES_SECONDS."""
    if not is_too_often(request, action="attendance", most=TRIES, seconds=TRIES_SECONDS, who=str(request.user.pk)):
        return True
    form.add_error("kode", _("Terlalu sering mencoba. Tunggu lima menit, atau minta petugas mencatat kehadiran Anda."))
    return False


def _typed(request: AuthenticatedRequest, enrolment: Enrolment, form: AttendanceCodeForm) -> HttpResponse | None:
    """The response to a right code; None after adding an error to the form."""
    try:
        session = _session_showing(form.cleaned_data["kode"], enrolment, timezone.now())
        noted, is_news = check_in(enrolment=enrolment, session=session, method=Attendance.Method.CODE)
    except (checkin.CodeRefused, NotInThisClass, EnrolmentEnded, RunCancelled) as error:
        form.add_error("kode", refusal_sentence(error))
        return None
    return _welcome(request, session) if is_news else _already(request, session, noted)


def _session_showing(digits: str, enrolment: Enrolment, now: datetime) -> RunSession:
    """The open meeting of the class whose screen shows ``digits``. Raises CodeExpired before CodeWrong, so that the message
    is the more specific one."""
    meetings = meetings_of(enrolment=enrolment)
    under_way = [meeting for meeting in meetings if checkin.is_open(meeting, now)]
    if not under_way:
        opening = check_in_state(meetings=meetings, moment=now).next_opening
        raise checkin.TooEarly(opening) if opening else checkin.CheckInOver
    refusals: list[checkin.CodeRefused] = []
    for meeting in under_way:
        try:
            checkin.check_digits(meeting, digits, now)
        except checkin.CodeRefused as refusal:
            refusals.append(refusal)
        else:
            return meeting  # type: ignore[no-any-return]
    raise next((one for one in refusals if isinstance(one, checkin.CodeExpired)), refusals[0])
