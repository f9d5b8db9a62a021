"""One person is given one more try at the test, with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from core.admin.actions import OnceForm
from courses.questions.models.test import Test
from lms.assessment.admin.results import GIVE
from lms.assessment.errors import AttemptsLeft, NoTest, TestPassed
from lms.assessment.selectors.attempts import standing_of
from lms.assessment.services.extra_attempts import extra_attempt_give
from lms.enrolment.admin_screens import RunScreen
from lms.enrolment.errors import EnrolmentEnded, RunCancelled
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import people_in

REFUSALS: dict[type[Exception], str] = {
    NoTest: "Kelas ini tidak meminta tes.",
    EnrolmentEnded: "Orang ini sudah keluar dari kelas.",
    RunCancelled: "Kelas ini sudah dibatalkan.",
    TestPassed: "Orang ini sudah lulus; tes tidak perlu dikerjakan lagi.",
    AttemptsLeft: "Orang ini masih punya kesempatan, jadi tambahan belum diperlukan.",
}


class ExtraAttemptForm(OnceForm):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dikirim kepada peserta, misalnya: listrik padam saat tes.",
    )


class GiveExtraAttempt(RunScreen, FormView):
    permission = GIVE
    template_name = "lms/assessment/admin/extra_attempt.html"
    page_title = "Beri kesempatan lagi"
    form_class = ExtraAttemptForm

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.enrolment_pk = kwargs["enrolment"]
        return super().dispatch(request, *args, **kwargs)

    def between(self) -> list[dict[str, str]]:
        return [{"url": self.results_url, "label": "Hasil tes"}]

    @property
    def results_url(self) -> str:
        return reverse("lms_test:results", args=[self.run.pk])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        enrolment = self.enrolment()
        standing = standing_of(enrolment=enrolment)
        saw = standing is not None and standing.test.show_answers != Test.ShowAnswers.NEVER
        return super().get_context_data(
            enrolment=enrolment, standing=standing, saw_answers=saw, results_url=self.results_url, **kwargs
        )

    def enrolment(self) -> Enrolment:
        return get_object_or_404(people_in(run=self.run).select_related("user", "run"), pk=self.enrolment_pk)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        enrolment, answers = self.enrolment(), form.cleaned_data
        try:
            extra_attempt_give(
                enrolment=enrolment,
                reason=answers["reason"],
                by=self.request.user,
                token=answers["token"],
            )
        except tuple(REFUSALS) as refusal:
            form.add_error(None, REFUSALS[type(refusal)])
            return self.form_invalid(form)
        messages.success(self.request, f"{enrolment.user} mendapat satu kesempatan lagi dan diberi tahu.")
        return redirect(self.results_url)
