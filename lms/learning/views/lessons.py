"""A lesson inside a class."""

import uuid
from functools import partial

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from core.files.models.media_file import MediaFile
from core.files.serving import serve_captions, serve_media_file
from core.operations.response_headers import allow_frames
from core.pages.blocks.media import frame_hosts_in
from courses.content.models.lessons import LessonPage
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.access import get_lesson_for, get_media_for
from lms.learning.selectors import checklist, open_lesson_of
from lms.learning.services.progress import lesson_complete
from lms.users.decorators import AuthenticatedRequest, learner_file, learner_page


@learner_page("GET", "POST")
def class_lesson(request: AuthenticatedRequest, run_id: uuid.UUID, lesson_id: int) -> HttpResponse:
    """Show the lesson; POST records it as done and redirects to the next step."""
    enrolment = get_enrolment_for(request.user, run_id)
    try:
        if request.method == "POST":
            return _finish(request, enrolment, get_lesson_for(enrolment, lesson_id))
        read = open_lesson_of(enrolment=enrolment, user=request.user, lesson_id=lesson_id)
    except Http404:
        return _gone(request, enrolment)
    lesson, now = read.lesson, read.checklist
    position = next((i for i, other in enumerate(now.lessons, start=1) if other.pk == lesson.pk), None)
    if position is None:  # taken back between the two looks
        return _gone(request, enrolment)
    context = {
        "run": enrolment.run,
        "lesson": lesson,
        "checklist": now,
        "position": position,
        "before": now.lessons[position - 2] if position > 1 else None,
        "after": now.lessons[position] if position < len(now.lessons) else None,
        "is_done": lesson.pk in now.done_ids,
        "note": read.note,
        "media_address": partial(_media_address, run_id, lesson_id),
    }
    response = render(request, "lms/learning/lesson.html", context)
    return allow_frames(response, frame_hosts_in(lesson.body))


def _finish(request: AuthenticatedRequest, enrolment: Enrolment, lesson: LessonPage) -> HttpResponse:
    try:
        lesson_complete(enrolment=enrolment, lesson=lesson)
    except (EnrolmentEnded, RunCancelled):
        return redirect("class_home", run_id=enrolment.run.public_id)
    return _lead_on(request, enrolment.run.public_id)


def _gone(request: AuthenticatedRequest, enrolment: Enrolment) -> HttpResponse:
    """The 404 page of a withdrawn or unknown lesson: what is still recorded, and links to continue.

    A draft, a lesson of another course and an unknown key give the same page.
    """
    return render(request, "lms/learning/lesson_gone.html", {"run": enrolment.run}, status=404)


def _media_address(run_id: uuid.UUID, lesson_id: int, file: MediaFile, part: str) -> str:
    view = "class_captions" if part == "captions" else "class_media"
    return reverse(view, args=[run_id, lesson_id, file.public_id])


def _lead_on(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Redirect to the next lesson that isn't done, else to the evaluation or the test, else home."""
    now = checklist(enrolment=get_enrolment_for(request.user, run_id))
    if now.next_lesson is not None:
        return redirect("class_lesson", run_id=run_id, lesson_id=now.next_lesson.pk)
    if now.is_evaluation_open:
        return redirect("class_evaluation", run_id=run_id)
    if now.is_test_open:
        return redirect("class_test", run_id=run_id)
    return redirect("class_home", run_id=run_id)


@learner_file
def class_media(request: AuthenticatedRequest, run_id: uuid.UUID, lesson_id: int, media_id: uuid.UUID) -> HttpResponseBase:
    return serve_media_file(request, get_media_for(get_enrolment_for(request.user, run_id), lesson_id, media_id))


@learner_file
def class_captions(request: AuthenticatedRequest, run_id: uuid.UUID, lesson_id: int, media_id: uuid.UUID) -> HttpResponse:
    return serve_captions(get_media_for(get_enrolment_for(request.user, run_id), lesson_id, media_id))
