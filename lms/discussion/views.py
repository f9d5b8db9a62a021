"""Announcements of a class, and questions to its teachers."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses.content.selectors import lessons_of
from lms.discussion.access import get_question_for
from lms.discussion.errors import TooManyQuestions
from lms.discussion.forms import QuestionForm
from lms.discussion.selectors import announcements_page, my_questions, shared_answers
from lms.discussion.services.questions import question_ask, question_withdraw
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET")
def class_announcements(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    run = get_enrolment_for(request.user, run_id).run
    page = announcements_page(run=run, number=request.GET.get("page"))
    return render(request, "lms/discussion/announcements.html", {"run": run, "page_obj": page})


@learner_page("GET", "POST")
def class_ask(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """The question form; ``?pelajaran=`` preselects a lesson."""
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.run.is_cancelled:
        return redirect("class_home", run_id=run_id)
    lessons = lessons_of(course=enrolment.run.course)
    form = QuestionForm(request.POST or None, lessons=lessons, initial={"pelajaran": request.GET.get("pelajaran")})
    if request.method == "POST" and form.is_valid():
        return _ask(request, enrolment, form)
    return _ask_page(request, enrolment, form)


@learner_page("GET")
def class_questions(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """The person's own, with what became of each."""
    enrolment = get_enrolment_for(request.user, run_id)
    page = my_questions(enrolment=enrolment, number=request.GET.get("page"))
    return render(request, "lms/discussion/questions.html", {"run": enrolment.run, "page_obj": page})


@learner_page("GET", "POST")
def class_question_withdraw(request: AuthenticatedRequest, run_id: uuid.UUID, question_id: int) -> HttpResponse:
    """Withdraw a question; a repeated request redirects to the remaining ones."""
    enrolment = get_enrolment_for(request.user, run_id)
    try:
        question = get_question_for(enrolment, question_id)
    except Http404:
        if request.method == "POST":
            return redirect("class_questions", run_id=run_id)
        raise
    if request.method == "POST":
        question_withdraw(question=question, by=request.user)
        messages.success(request, _("Pertanyaan Anda sudah dihapus."))
        return redirect("class_questions", run_id=run_id)
    return render(request, "lms/discussion/question_withdraw.html", {"run": enrolment.run, "question": question})


@learner_page("GET")
def class_answers(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Shared questions with their answers."""
    run = get_enrolment_for(request.user, run_id).run
    page = shared_answers(run=run, number=request.GET.get("page"))
    return render(request, "lms/discussion/answers.html", {"run": run, "page_obj": page})


def _ask(request: AuthenticatedRequest, enrolment: Enrolment, form: QuestionForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        question_ask(enrolment=enrolment, lesson=form.lesson, text=answers["pertanyaan"], token=answers["token"])
    except TooManyQuestions:
        form.add_error(
            None, _("Anda sudah banyak bertanya dalam satu jam ini. Tulisan Anda masih di sini; kirim lagi nanti.")
        )
        return _ask_page(request, enrolment, form, status=429)
    except EnrolmentEnded:
        return redirect("class_list")
    except RunCancelled:
        return redirect("class_home", run_id=enrolment.run.public_id)
    messages.success(request, _("Pertanyaan terkirim kepada pengajar. Jawabannya tampil di sini dan dikirim lewat e-mail."))
    return redirect("class_questions", run_id=enrolment.run.public_id)


def _ask_page(
    request: AuthenticatedRequest, enrolment: Enrolment, form: QuestionForm, status: int | None = None
) -> HttpResponse:
    context = {"run": enrolment.run, "form": form}
    return render(request, "lms/discussion/ask.html", context, status=status or (422 if form.errors else 200))
