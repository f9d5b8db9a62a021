"""The participant's home, and all of their certificates."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.content.models.lessons import LessonPage
from courses.content.selectors import outline_of
from courses.runs.models.run import CourseRun
from lms.attendance.forms import AttendanceCodeForm
from lms.attendance.selectors import check_in_state
from lms.certificates.selectors import certificate_url
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.home.class_page import class_home_of
from lms.home.selectors import certificate_list, home_of
from lms.profile.selectors import completion_url
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET")
def class_list(request: AuthenticatedRequest) -> HttpResponse:
    """ "Kelas saya": the next step, the days ahead, the classes, the certificates."""
    home = home_of(user=request.user, number=request.GET.get("page"))
    certificates = [(each, certificate_url(each)) for each in home.certificates]
    context = {
        "home": home,
        "page_obj": home.page_obj,
        "classes": home.classes,
        "waiting": home.waiting,
        "certificates": certificates,
        "today": timezone.localdate(),
    }
    return render(request, "lms/home/home.html", context)


@learner_page("GET")
def own_certificates(request: AuthenticatedRequest) -> HttpResponse:
    page = certificate_list(user=request.user, number=request.GET.get("page"))
    certificates = [(each, certificate_url(each)) for each in page.object_list]
    return render(request, "lms/home/own_certificates.html", {"page_obj": page, "certificates": certificates})


@learner_page("GET")
def class_home(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
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
            (part, [lines[lesson.pk] for lesson in part.lessons])
            for part in outline_of(course=enrolment.run.course, lessons=now.lessons)
        ],
        "sessions": read.meetings,
        "check_in": check_in_state(meetings=read.meetings, moment=timezone.now()),
        "code_form": AttendanceCodeForm,  # made where it is shown
        "discussion": read.discussion,
    }
    return render(request, "lms/home/class.html", context)


@learner_page("GET", "POST")
def class_leave(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state != Enrolment.State.ENROLLED:
        return redirect("class_home", run_id=run_id)
    if request.method == "POST":
        enrolment = enrolment_cancel(enrolment=enrolment, by=request.user)
        if enrolment.state == Enrolment.State.CANCELLED:
            messages.success(request, _("Anda sudah batal ikut kelas ini."))
        return redirect("class_list")
    return render(request, "lms/enrolment/leave.html", {"run": enrolment.run})


@dataclass(frozen=True)
class LessonLine:
    """``url`` is computed once, for the link and for the offline copy."""

    pk: int
    title: str
    duration_minutes: int
    url: str
    is_done: bool


def lesson_lines(*, run: CourseRun, lessons: Iterable[LessonPage], done_ids: Collection[int]) -> dict[int, LessonLine]:
    """By lesson, in the order given."""
    return {
        lesson.pk: LessonLine(
            lesson.pk,
            lesson.title,
            lesson.duration_minutes or 0,
            reverse("class_lesson", args=[run.public_id, lesson.pk]),
            lesson.pk in done_ids,
        )
        for lesson in lessons
    }
