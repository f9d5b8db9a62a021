"""Enrolment, the waiting list, and accepting or declining an offered seat."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.runs.models.run import CourseRun
from courses.runs.registry import own_certificate
from courses.runs.requirements import labels_of
from courses.runs.terms import certificate_terms
from lms.enrolment.errors import NameMissing, OfferGone, RequirementsMissing, RunClosed
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import seats_left
from lms.enrolment.selectors.waiting import place_of, queue_length
from lms.enrolment.services.enrolment import enrol_or_wait
from lms.enrolment.services.waiting import accept, leave
from lms.profile.selectors import completion_url, missing_requirements
from lms.users.decorators import AuthenticatedRequest, learner_page

Refused = (NameMissing, RequirementsMissing, RunClosed, OfferGone)


@learner_page("GET", "POST")
def class_enrol(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Confirm and enrol, or join the queue when the run is full.

    A participant of the run is redirected to it.
    """
    run = _public_run(run_id)
    if Enrolment.objects.filter(user=request.user, run=run).exclude(state=Enrolment.State.CANCELLED).exists():
        return redirect("class_home", run_id=run_id)
    if request.method != "POST":
        return _page(request, run)
    try:
        found = enrol_or_wait(user=request.user, run=run)
    except Refused as error:
        return _page(request, run, error)
    if isinstance(found, Enrolment):
        return _entered(request, found)
    messages.success(request, _("Kelas penuh, jadi Anda masuk daftar tunggu. Urutan Anda tertulis di bawah."))
    return redirect("class_enrol", run_id=run_id)


@learner_page("GET", "POST")
def seat_accept(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Accept the offered seat. GET redirects to the page with the button."""
    run = _public_run(run_id)
    if request.method != "POST":
        return redirect("class_enrol", run_id=run_id)
    try:
        return _entered(request, accept(user=request.user, run=run))
    except Refused as error:
        return _page(request, run, error)


@learner_page("GET", "POST")
def queue_leave(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Leave the queue, or decline the offered seat. Idempotent."""
    run = get_object_or_404(CourseRun, public_id=run_id)
    if request.method != "POST":
        return redirect("class_enrol", run_id=run_id)
    leave(user=request.user, run=run)
    messages.success(request, _("Anda tidak lagi di daftar tunggu kelas itu."))
    return redirect("class_list")


def _public_run(run_id: uuid.UUID) -> CourseRun:
    return get_object_or_404(
        CourseRun.objects.select_related("course", "post_test").filter(course__live=True), public_id=run_id
    )


def _entered(request: AuthenticatedRequest, enrolment: Enrolment) -> HttpResponse:
    messages.success(request, _("Anda sudah terdaftar di kelas ini. Mulailah dari pelajaran pertama."))
    return redirect("class_home", run_id=enrolment.run.public_id)


def _page(request: AuthenticatedRequest, run: CourseRun, error: Exception | None = None) -> HttpResponse:
    left = seats_left(run=run)
    missing = missing_requirements(request.user, run.requirements)
    meetings = list(run.sessions.all())
    context = {
        "run": run,
        "course": run.course,
        "meetings": meetings,
        "terms": certificate_terms(run=run, test=run.post_test, meetings=len(meetings)),
        "certificate": own_certificate(user=request.user, course=run.course),
        "seats_left": left,
        "is_full": left == 0,
        "queue_length": queue_length(run=run) if left == 0 else 0,
        "place": place_of(user=request.user, run=run),
        "refusal": _refusal(error) if error else "",
        "missing": labels_of(missing),
        "completion_url": completion_url(missing, back_to=request.path),
    }
    return render(request, "lms/enrolment/enrol.html", context, status=409 if error else 200)


def _refusal(error: Exception) -> str:
    if isinstance(error, OfferGone):
        return _("Waktu mengambil kursi sudah lewat dan kursi itu sudah ditawarkan kepada orang lain.")
    if isinstance(error, RunClosed):
        return _("Pendaftaran kelas ini sedang tidak dibuka.")
    if isinstance(error, RequirementsMissing):
        return _("Kelas ini meminta data yang belum Anda isi. Lengkapi dulu, lalu kembali ke halaman ini.")
    return _("Akun Anda belum memuat nama, padahal sertifikat dibuat atas nama itu. Lengkapi dulu nama Anda.")
