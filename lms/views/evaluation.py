"""The evaluation form, and the page that says what it brought."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.access import get_enrolment_for
from lms.errors_learning import CertificateNotStored, EnrolmentEnded, LessonsMissing
from lms.forms_learning import EvaluationAnswersForm
from lms.models import Enrolment
from lms.selectors_learning import checklist
from lms.services.evaluation import evaluation_submit
from lms.views.decorators import LearnerRequest, learner_page


@learner_page("GET", "POST")
def class_evaluation(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """Open once the lessons are done; sending it issues the certificate."""
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state == Enrolment.State.COMPLETED:
        return redirect("class_done", run_id=run_id)
    if not checklist(enrolment=enrolment).lessons_done:
        return _lessons_first(request, run_id)
    form = EvaluationAnswersForm(request.POST or None, evaluation_form=enrolment.run.evaluation_form)
    if request.method == "POST" and form.is_valid():
        return _submit(request, enrolment, form)
    return _form_page(request, enrolment, form)


@learner_page("GET")
def class_done(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """The receipt: number, download, what happens next. A withdrawn certificate is named as such."""
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state != Enrolment.State.COMPLETED:
        return redirect("class_home", run_id=run_id)
    certificate = enrolment.certificates.order_by("-issued_at").first()
    return render(request, "lms/class_done.html", {"run": enrolment.run, "certificate": certificate})


def _submit(request: LearnerRequest, enrolment: Enrolment, form: EvaluationAnswersForm) -> HttpResponse:
    run_id = enrolment.run.public_id
    try:
        evaluation_submit(enrolment=enrolment, answers=form.answers())
    except LessonsMissing:
        return _lessons_first(request, run_id)
    except EnrolmentEnded:
        return redirect("class_list")
    except CertificateNotStored:
        form.add_error(
            None,
            _("Sertifikat belum bisa disimpan. Jawaban Anda masih ada di sini; tunggu sebentar, lalu kirim lagi."),
        )
        return _form_page(request, enrolment, form, status=503)
    return redirect("class_done", run_id=run_id)


def _lessons_first(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    messages.info(request, _("Evaluasi terbuka setelah semua pelajaran ditandai selesai."))
    return redirect("class_home", run_id=run_id)


def _form_page(
    request: LearnerRequest, enrolment: Enrolment, form: EvaluationAnswersForm, status: int | None = None
) -> HttpResponse:
    context = {"run": enrolment.run, "form": form}
    return render(request, "lms/class_evaluation.html", context, status=status or (422 if form.errors else 200))
