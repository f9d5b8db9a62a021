"""Messages of the staff to people in a run: written, looked at, sent; afterwards how far the sending is."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from core.admin.actions import OnceForm
from core.jobs.services import latest_job
from lms.enrolment.admin_screens import WRITE, RunScreen
from lms.enrolment.models.enrolment import Enrolment
from lms.roster.admin.steps import SelectionStep
from lms.roster.models import RunMessage
from lms.roster.selectors import deliveries_of, delivery_labels, recipients_among
from lms.roster.services.messages import JOB, NoRecipients, message_send

RELOAD_SECONDS = 3


class MessageForm(OnceForm):
    subject = forms.CharField(label="Judul", max_length=150)
    text = forms.CharField(
        label="Isi pesan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Teks biasa. Salam dengan nama peserta dan tautan ke kelas ditambahkan sendiri.",
    )


class WriteMessage(SelectionStep):
    """Write, look at it with the number of recipients, send."""

    permission = WRITE
    record = RunMessage
    shown_at = "lms_roster:message"
    template_name = "lms/roster/admin/message_write.html"
    form_class = MessageForm
    button = "Tulis pesan"

    def affected(self) -> QuerySet[Enrolment]:
        return recipients_among(run=self.run, enrolments=self.keys)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        step = self.request.POST.get("langkah")
        if step == "kirim":
            return self._send(form)
        preview = {} if step == "ubah" else {"preview": form.cleaned_data}
        return self.render_to_response(self.get_context_data(form=form, **preview))

    def _send(self, form: forms.Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except NoRecipients:
            return self.nothing_selected()

    def act(self, form: forms.Form) -> RunMessage:
        answers = form.cleaned_data
        return message_send(
            run=self.run,
            subject=answers["subject"],
            text=answers["text"],
            enrolments=[one.pk for one in self.people],
            by=self.request.user,
            token=answers["token"],
        )


class MessageScreen(RunScreen, TemplateView):
    """One message and what became of it; the screen renews itself while the job is at work."""

    template_name = "lms/roster/admin/message.html"
    page_title = "Pesan kelas"

    def between(self) -> list[dict[str, str]]:
        records = reverse("lms_roster:records", args=[self.run.pk])
        return [*super().between(), {"url": records, "label": "Pesan dan perubahan"}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        rows = RunMessage.objects.filter(run=self.run).select_related("author")
        message = get_object_or_404(rows, pk=kwargs["message"])
        job = latest_job(kind=JOB, subject=f"run-message:{message.pk}")
        deliveries = deliveries_of(messages=[message])[message.pk]
        under_way = (job is not None and job.is_open) or "queued" in deliveries
        return super().get_context_data(
            message=message,
            job=job,
            deliveries=delivery_labels(deliveries),
            reload_seconds=RELOAD_SECONDS if under_way else None,
        )
