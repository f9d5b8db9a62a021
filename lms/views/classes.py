"""A participant's classes: the list, entering, the home of one class, leaving."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.models import CourseRun
from lms.access import get_enrolment_for
from lms.errors_learning import NameMissing, RunClosed, RunFull
from lms.models import Enrolment
from lms.selectors_learning import checklist, classes_of, seats_left
from lms.services.enrolment import enrolment_cancel, enrolment_create
from lms.views.decorators import LearnerRequest, learner_page


@learner_page("GET")
def class_list(request: LearnerRequest) -> HttpResponse:
    page, classes = classes_of(user=request.user, number=request.GET.get("page"))
    return render(request, "lms/class_list.html", {"page_obj": page, "classes": classes})


@learner_page("GET", "POST")
def class_enrol(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """Check what you are about to enter, then enter. Somebody already in it goes straight to the class."""
    run = get_object_or_404(CourseRun.objects.select_related("course").filter(course__live=True), public_id=run_id)
    if Enrolment.objects.filter(user=request.user, run=run).exclude(state=Enrolment.State.CANCELLED).exists():
        return redirect("class_home", run_id=run_id)
    refusal = ""
    if request.method == "POST":
        try:
            enrolment_create(user=request.user, run=run)
        except (NameMissing, RunClosed, RunFull) as error:
            refusal = _refusal(error)
        else:
            messages.success(request, _("Anda sudah terdaftar di kelas ini. Mulailah dari pelajaran pertama."))
            return redirect("class_home", run_id=run_id)
    left = seats_left(run=run)
    context = {"run": run, "course": run.course, "seats_left": left, "is_full": left == 0, "refusal": refusal}
    return render(request, "lms/class_enrol.html", context, status=409 if refusal else 200)


@learner_page("GET")
def class_home(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """What is done and what is missing; the next step is the one button."""
    enrolment = get_enrolment_for(request.user, run_id)
    context = {"enrolment": enrolment, "run": enrolment.run, "checklist": checklist(enrolment=enrolment)}
    return render(request, "lms/class_home.html", context)


@learner_page("GET", "POST")
def class_leave(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state != Enrolment.State.ENROLLED:
        return redirect("class_home", run_id=run_id)
    if request.method == "POST":
        enrolment = enrolment_cancel(enrolment=enrolment, by=request.user)
        if enrolment.state == Enrolment.State.CANCELLED:
            messages.success(request, _("Anda sudah keluar dari kelas ini."))
        return redirect("class_list")
    return render(request, "lms/class_leave.html", {"run": enrolment.run})


def _refusal(error: Exception) -> str:
    if isinstance(error, RunFull):
        return _("Kelas ini baru saja penuh. Lihat kelas lain, atau kembali nanti: kursi kosong lagi bila ada yang keluar.")
    if isinstance(error, RunClosed):
        return _("Pendaftaran kelas ini sedang tidak dibuka.")
    return _("Akun Anda belum memuat nama, padahal sertifikat dibuat atas nama itu. Lengkapi dulu nama Anda.")
