"""One person put into a run by staff, found by the e-mail address of the account."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from courses.runs.requirements import labels_of
from lms.enrolment.admin_screens import CHANGE, RunScreen
from lms.enrolment.errors import AlreadyThere, NameMissing, NoSuchAccount, RunCancelled, RunFull
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.moving import enrolment_add
from lms.profile.selectors import missing_requirements

REFUSALS: dict[type[Exception], str] = {
    NoSuchAccount: "Belum ada akun dengan alamat e-mail ini. Minta orangnya mendaftar dulu, lalu tambahkan di sini.",
    NameMissing: "Akun ini belum memuat nama. Minta orangnya melengkapi nama, karena sertifikat dibuat atas nama itu.",
    AlreadyThere: "Orang ini sudah ada di kelas ini.",
    RunFull: "Kelas ini penuh. Tambah kuotanya dulu, atau pilih kelas lain.",
    RunCancelled: "Kelas ini sudah dibatalkan.",
}


class AddForm(forms.Form):
    email = forms.EmailField(
        label="Alamat e-mail",
        help_text="Alamat akun peserta yang sudah ada. Orangnya diberi tahu bahwa petugas mendaftarkannya.",
    )


class AddPerson(RunScreen, FormView):
    permission = CHANGE
    template_name = "lms/roster/admin/add.html"
    page_title = "Tambah peserta"
    form_class = AddForm

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            enrolment = enrolment_add(email=form.cleaned_data["email"], run=self.run, by=self.request.user)
        except tuple(REFUSALS) as refusal:
            form.add_error("email", REFUSALS[type(refusal)])
            return self.form_invalid(form)
        self._add_messages(enrolment)
        return redirect(self.roster_url)

    def _add_messages(self, enrolment: Enrolment) -> None:
        messages.success(self.request, f"{enrolment.user} ditambahkan dan diberi tahu.")
        missing = labels_of(missing_requirements(enrolment.user, self.run.requirements))
        if missing:
            messages.warning(self.request, f"Data yang diminta kelas ini belum lengkap: {', '.join(missing)}.")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(button=self.page_title, **kwargs)
