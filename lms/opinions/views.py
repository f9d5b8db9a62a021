"""The evaluation form, and the confirmation page."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.certificates.errors import CertificateNotStored
from lms.enrolment.access import get_enrolment_for
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.completion import Step, listed
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist
from lms.opinions.forms import EvaluationAnswersForm
from lms.opinions.services import evaluation_submit
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET", "POST")
def class_evaluation(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Open once everything else is done; sending it issues the certificate."""
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state == Enrolment.State.COMPLETED:
        return redirect("class_done", run_id=run_id)
    if enrolment.run.is_cancelled:
        return redirect("class_home", run_id=run_id)
    if missing := checklist(enrolment=enrolment).before_evaluation:
        return _not_yet(request, run_id, missing)
    form = EvaluationAnswersForm(request.POST or None, evaluation_form=enrolment.run.evaluation_form)
    if request.method == "POST" and form.is_valid():
        return _submit(request, enrolment, form)
    return _form_page(request, enrolment, form)


@learner_page("GET")
def class_done(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """The receipt: number, download, what happens next. A withdrawn certificate is named as such."""
    enrolment = get_enrolment_for(request.user, run_id)
    if enrolment.state != Enrolment.State.COMPLETED:
        return redirect("class_home", run_id=run_id)
    certificate = enrolment.certificates.order_by("-issued_at").first()
    return render(request, "lms/opinions/done.html", {"run": enrolment.run, "certificate": certificate})


def _submit(request: AuthenticatedRequest, enrolment: Enrolment, form: EvaluationAnswersForm) -> HttpResponse:
    run_id = enrolment.run.public_id
    try:
        evaluation_submit(enrolment=enrolment, answers=form.answers())
    except StepsMissing as error:
        return _not_yet(request, run_id, error.steps)
    except EnrolmentEnded:
        return redirect("class_list")
    except RunCancelled:
        return redirect("class_home", run_id=run_id)
    except CertificateNotStored:
        form.add_error(
            None,
            _("Sertifikat belum bisa disimpan. Jawaban Anda masih ada di sini; tunggu sebentar, lalu kirim lagi."),
        )
        return _form_page(request, enrolment, form, status=503)
    return redirect("class_done", run_id=run_id)


def _not_yet(request: AuthenticatedRequest, run_id: uuid.UUID, missing: list[Step]) -> HttpResponse:
    words = {
        Step.DATA: _("data dan berkas Anda lengkap dan diterima"),
        Step.LESSONS: _("semua pelajaran ditandai selesai"),
        Step.ATTENDANCE: _("kehadiran Anda cukup"),
        Step.TEST: _("Anda lulus tes akhir"),
    }
    conditions = listed([words[step] for step in missing])
    messages.info(request, _("Evaluasi terbuka setelah %(conditions)s.") % {"conditions": conditions})
    return redirect("class_home", run_id=run_id)


def _form_page(
    request: AuthenticatedRequest, enrolment: Enrolment, form: EvaluationAnswersForm, status: int | None = None
) -> HttpResponse:
    context = {"run": enrolment.run, "form": form}
    return render(request, "lms/opinions/evaluation.html", context, status=status or (422 if form.errors else 200))
