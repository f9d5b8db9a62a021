"""History of a roster: messages, moves and removals, with the verdict per person."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from core.documents import xlsx
from core.jobs.services import latest_job
from lms.enrolment.admin_screens import CHANGE, RunScreen
from lms.roster.admin.messages import RELOAD_SECONDS
from lms.roster.models import RosterChange, RosterLine, RunMessage
from lms.roster.selectors import deliveries_of, delivery_labels, verdicts_of
from lms.roster.services.changes import JOB, roster_exported

RECORDS_PER_PAGE = 20
LINES_PER_PAGE = 50


class RecordsScreen(RunScreen, TemplateView):
    """Messages to the run and changes out of it and into it, the newest first, each list paged by itself."""

    template_name = "lms/roster/admin/records.html"
    page_title = "Pesan dan perubahan"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        sent = RunMessage.objects.filter(run=self.run).select_related("author")
        here = Q(run=self.run) | Q(target=self.run)
        changes = RosterChange.objects.filter(here).select_related("author", "run", "target")
        message_page = Paginator(sent, RECORDS_PER_PAGE).get_page(self.request.GET.get("p"))
        counts = deliveries_of(messages=list(message_page.object_list))
        return super().get_context_data(
            message_page=message_page,
            sent=[(message, delivery_labels(counts[message.pk])) for message in message_page],
            change_page=Paginator(changes, RECORDS_PER_PAGE).get_page(self.request.GET.get("c")),
        )


class ChangeScreen(RunScreen, TemplateView):
    """A move or a taking out, person by person; the screen renews itself while the job is at work."""

    template_name = "lms/roster/admin/change.html"
    page_title = "Hasil perubahan"
    permission = CHANGE

    def between(self) -> list[dict[str, str]]:
        records = reverse("lms_roster:records", args=[self.run.pk])
        return [*super().between(), {"url": records, "label": "Pesan dan perubahan"}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        rows = RosterChange.objects.filter(run=self.run).select_related("author", "target")
        change = get_object_or_404(rows, pk=kwargs["change"])
        lines = change.lines.select_related("enrolment__user")
        job = latest_job(kind=JOB, subject=f"roster-change:{change.pk}")
        return super().get_context_data(
            change=change,
            job=job,
            verdicts=verdicts_of(change=change),
            page_obj=Paginator(lines, LINES_PER_PAGE).get_page(self.request.GET.get("p")),
            reload_seconds=RELOAD_SECONDS if job is not None and job.is_open else None,
        )


class ChangeDownload(RunScreen, View):
    """The verdicts as a spreadsheet."""

    permission = CHANGE

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> FileResponse:
        change = get_object_or_404(RosterChange.objects.filter(run=self.run), pk=kwargs["change"])
        lines = change.lines.select_related("enrolment__user")
        people = list(lines.values_list("enrolment__user_id", flat=True))
        roster_exported(run=self.run, people=people, by=self.request.user)
        columns = [xlsx.Column("Nama", 30), xlsx.Column("E-mail", 32), xlsx.Column("Hasil", 32)]
        sheet = xlsx.Sheet("Hasil", columns, self._rows(lines.iterator(chunk_size=500)), frozen_columns=1)
        return xlsx.workbook_response([sheet], filename=f"hasil-{change.pk}-{self.run.name}")

    def _rows(self, lines: Iterator[RosterLine]) -> Iterator[list[str | None]]:
        for line in lines:
            person = line.enrolment.user
            yield [person.full_name, person.email, line.get_verdict_display()]
