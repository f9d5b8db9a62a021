"""Private notes: one per lesson, and all of a run on one printable page."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.content.models.lessons import LessonPage
from courses.content.selectors import published_lessons
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.access import get_noted_lesson_for
from lms.learning.errors import NoteConflict
from lms.learning.forms import NoteForm
from lms.learning.models import Note
from lms.learning.selectors import note_of, notes_of
from lms.learning.services.notes import note_save
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET")
def class_notes(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    enrolment = get_enrolment_for(request.user, run_id)
    return render(request, "lms/learning/notes.html", {"run": enrolment.run, "notes": notes_of(enrolment=enrolment)})


@learner_page("GET", "POST")
def class_note(request: AuthenticatedRequest, run_id: uuid.UUID, lesson_id: int) -> HttpResponse:
    """Write or rewrite the note on a lesson. Requests of the autosave script get JSON."""
    enrolment = get_enrolment_for(request.user, run_id)
    lesson = get_noted_lesson_for(enrolment, lesson_id)
    note = note_of(user=request.user, lesson=lesson)
    if request.method != "POST":
        return _note_page(request, enrolment, lesson, NoteForm(initial={"versi": note.version, "catatan": note.text}))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, enrolment, lesson, form)
    try:
        note = note_save(
            user=request.user,
            course=enrolment.run.course,
            lesson=lesson,
            text=form.cleaned_data["catatan"],
            version=form.cleaned_data["versi"],
        )
    except NoteConflict as conflict:
        return _two_versions(request, enrolment, lesson, form, conflict.note)
    if _by_script(request):
        return JsonResponse({"version": note.version})
    messages.success(request, _("Catatan tersimpan."))
    return redirect(_back(enrolment, lesson))


def _refused(request: AuthenticatedRequest, enrolment: Enrolment, lesson: LessonPage, form: NoteForm) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"errors": [error for errors in form.errors.values() for error in errors]}, status=422)
    return _note_page(request, enrolment, lesson, form, status=422)


def _two_versions(
    request: AuthenticatedRequest, enrolment: Enrolment, lesson: LessonPage, form: NoteForm, other: Note
) -> HttpResponse:
    """The conflict page with both texts; the form now builds on the saved version."""
    if _by_script(request):
        return JsonResponse({"version": other.version, "text": other.text}, status=409)
    again = NoteForm(initial={"versi": other.version, "catatan": form.cleaned_data["catatan"]})
    return _note_page(request, enrolment, lesson, again, other=other, status=409)


def _note_page(
    request: AuthenticatedRequest,
    enrolment: Enrolment,
    lesson: LessonPage,
    form: NoteForm,
    *,
    other: Note | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"run": enrolment.run, "lesson": lesson, "form": form, "other": other, "back": _back(enrolment, lesson)}
    return render(request, "lms/learning/note.html", context, status=status)


def _back(enrolment: Enrolment, lesson: LessonPage) -> str:
    """URL of the lesson while it is readable, else of all notes."""
    if not published_lessons().filter(pk=lesson.pk).exists():
        return reverse("class_notes", args=[enrolment.run.public_id])
    return reverse("class_lesson", args=[enrolment.run.public_id, lesson.pk]) + "#catatan"


def _by_script(request: AuthenticatedRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
