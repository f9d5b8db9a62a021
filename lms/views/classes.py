"""A participant in a class: its home, leaving. Entering: enrolling.py; the list: home.py."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.selectors import outline_of
from lms.enrolment.access import get_enrolment_for
from lms.forms_attendance import AttendanceCodeForm
from lms.models.enrolment import Enrolment
from lms.selectors_attendance import check_in_state
from lms.selectors_class import class_home_of
from lms.selectors_profile import completion_url
from lms.services.enrolment import enrolment_cancel
from lms.views.decorators import LearnerRequest, learner_page
from lms.views.lesson_lines import lesson_lines


@learner_page("GET")
def class_home(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """What is done and what is missing; the next step is the one button."""
    enrolment = get_enrolment_for(request.user, run_id)
    read = class_home_of(enrolment=enrolment)
    now = read.checklist
    lines = lesson_lines(run=enrolment.run, lessons=now.lessons, done_ids=now.done_ids)
    context = {
        "enrolment": enrolment,
        "run": enrolment.run,
        "checklist": now,
        "completion_url": completion_url(now.data.to_do, back_to=request.path) if now.data else "",
        "outline": [
            (part.module, [lines[lesson.pk] for lesson in part.lessons])
            for part in outline_of(course=enrolment.run.course, lessons=now.lessons)
        ],
        "sessions": read.meetings,
        "check_in": check_in_state(meetings=read.meetings, moment=timezone.now()),
        "code_form": AttendanceCodeForm,  # made where it is shown
        "talk": read.talk,
    }
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
