"""The post-test of a run for participants: start page, form, result."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.questions.selectors import question_count
from lms.assessment.access import get_attempt_for
from lms.assessment.completion import TestStanding
from lms.assessment.errors import NoAttemptsLeft, TestNotReady, TestPassed
from lms.assessment.forms import TestAnswersForm
from lms.assessment.models import Attempt
from lms.assessment.selectors.attempts import TEST, items_of, standing_of, topics_of
from lms.assessment.services.attempts import answers_save, attempt_start, attempt_submit, attempts_settle
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET", "POST")
def class_test(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """The terms of the test; POST starts an attempt, or resumes the open one."""
    enrolment = get_enrolment_for(request.user, run_id)
    standing = _standing(enrolment)
    if request.method == "POST":
        return _begin(request, enrolment)
    context = {
        "run": enrolment.run,
        "test": standing.test,
        "standing": standing,
        "checklist": checklist(enrolment=enrolment),
        "questions": question_count(test=standing.test),
    }
    return render(request, "lms/assessment/start.html", context)


@learner_page("GET", "POST")
def class_test_form(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """All questions in one form with the saved answers. Redirects to the start page when no attempt is open."""
    enrolment = get_enrolment_for(request.user, run_id)
    if request.method == "POST":
        return _receive(request, enrolment)
    attempt = _standing(enrolment).open_attempt
    if attempt is None:
        return redirect("class_test", run_id=run_id)
    if enrolment.run.is_cancelled:
        return redirect("class_home", run_id=run_id)
    return _form_page(request, enrolment, attempt, TestAnswersForm(items=items_of(attempt)))


@learner_page("GET")
def class_test_result(request: AuthenticatedRequest, run_id: uuid.UUID, attempt_id: int) -> HttpResponse:
    """Mark, passed or not, what comes next; right answers when the test shows them."""
    enrolment = get_enrolment_for(request.user, run_id)
    attempt = get_attempt_for(enrolment, attempt_id)
    if attempt.is_open:
        return redirect("class_test_form", run_id=run_id)
    items = items_of(attempt)
    now = checklist(enrolment=enrolment)
    standing = now.standing(TEST)
    context = {
        "run": enrolment.run,
        "attempt": attempt,
        "items": items,
        "topics": topics_of(items),
        "checklist": now,
        "standing": standing if standing is not None and standing.test == attempt.test else None,
    }
    return render(request, "lms/assessment/result.html", context)


def _standing(enrolment: Enrolment) -> TestStanding:
    """The person's standing, after closing an attempt past its deadline; 404 where the run requires no test."""
    standing = standing_of(enrolment=enrolment)
    if standing is not None and standing.open_attempt is not None and standing.open_attempt.is_over_at(timezone.now()):
        attempts_settle(enrolment=enrolment)
        standing = standing_of(enrolment=enrolment)
    if standing is None:
        raise Http404
    return standing


def _begin(request: AuthenticatedRequest, enrolment: Enrolment) -> HttpResponse:
    run_id = enrolment.run.public_id
    try:
        attempt_start(enrolment=enrolment)
    except EnrolmentEnded:
        return redirect("class_list")
    except RunCancelled:
        return redirect("class_home", run_id=run_id)
    except (TestPassed, NoAttemptsLeft, StepsMissing):  # shown by the start page
        return redirect("class_test", run_id=run_id)
    except TestNotReady:
        messages.error(request, _("Pertanyaan tes sedang disiapkan. Coba lagi nanti; kesempatan Anda tidak berkurang."))
        return redirect("class_test", run_id=run_id)
    return redirect("class_test_form", run_id=run_id)


def _receive(request: AuthenticatedRequest, enrolment: Enrolment) -> HttpResponse:
    """Save or submit. The form carries its attempt's key, so that a stale window never writes into a newer attempt."""
    number = request.POST.get("percobaan", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return redirect("class_test", run_id=enrolment.run.public_id)
    attempt = get_attempt_for(enrolment, int(number))
    form = TestAnswersForm(request.POST, items=items_of(attempt))
    try:
        if "hanya" in request.POST:
            return _touched(attempt, form, request.POST["hanya"])
        return _save(request, enrolment, attempt, form)
    except RunCancelled:
        return redirect("class_home", run_id=enrolment.run.public_id)


def _touched(attempt: Attempt, form: TestAnswersForm, only: str) -> HttpResponse:
    """One answer, saved by script. 409 when the attempt has ended and the page must be reloaded."""
    attempt = answers_save(attempt=attempt, given=form.given(only=only))
    return JsonResponse({"versi": attempt.revision}, status=200 if attempt.is_open else 409)


def _save(request: AuthenticatedRequest, enrolment: Enrolment, attempt: Attempt, form: TestAnswersForm) -> HttpResponse:
    run_id = enrolment.run.public_id
    revision = _revision(request)
    sends = "simpan" not in request.POST and (form.is_valid() or "yakin" in request.POST)
    was_open = attempt.is_open
    write = attempt_submit if sends else answers_save
    attempt = write(attempt=attempt, given=form.given(), revision=revision)
    if not attempt.is_open:
        if not was_open:
            messages.info(request, _("Tes ini sudah selesai. Yang dinilai adalah jawaban sebelum itu."))
        return redirect("class_test_result", run_id=run_id, attempt_id=attempt.pk)
    if "simpan" in request.POST:
        messages.success(request, _("Jawaban Anda tersimpan. Tes belum dikirim."))
        return redirect("class_test_form", run_id=run_id)
    return _form_page(request, enrolment, attempt, form, status=422)


def _revision(request: AuthenticatedRequest) -> int:
    """The revision of answers that the form was rendered with; -1 when missing or malformed."""
    value = request.POST.get("versi", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1


def _form_page(
    request: AuthenticatedRequest, enrolment: Enrolment, attempt: Attempt, form: TestAnswersForm, status: int = 200
) -> HttpResponse:
    left = attempt.time_left_at(timezone.now())
    context = {
        "run": enrolment.run,
        "attempt": attempt,
        "form": form,
        "seconds_left": None if left is None else int(left.total_seconds()),
        "minutes_left": None if left is None else -(-int(left.total_seconds()) // 60),
    }
    return render(request, "lms/assessment/form.html", context, status=status)
