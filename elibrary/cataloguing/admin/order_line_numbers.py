"""On the page of an order: accession numbers for what has come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from wagtail.admin import messages

from core.admin.panels import Action
from core.people.access import user_of
from elibrary.cataloguing.services.accessions import NotDelivered, accessions_for_line
from elibrary.ordering.admin.lines import LineStep
from elibrary.ordering.admin.steps import NAME
from elibrary.ordering.models.order import Order


class NumberLine(LineStep, View):
    """Accession numbers for the copies of a line that has come, as many as are missing."""

    http_method_names = ["post"]
    permission = "elibrary.add_accession"

    def post(self, request: HttpRequest, pk: int, line_id: int) -> HttpResponse:
        try:
            items = accessions_for_line(line=self.line, by=user_of(request))
        except NotDelivered:
            messages.error(request, f"“{self.line.title}” belum diterima, jadi belum diberi nomor induk.")
        else:
            if items:
                last = f" sampai {items[-1].number}" if len(items) > 1 else ""
                messages.success(request, f"“{self.line.title}”: nomor induk {items[0].number}{last}.")
            else:
                messages.info(request, f"“{self.line.title}” sudah bernomor induk; tidak ada yang ditambahkan.")
        return redirect(f"{NAME}:inspect", pk)


NUMBER_LINE = Action(Order, "line_number", "baris/<int:pk>/<int:line_id>/nomor-induk/", lambda viewset: NumberLine.as_view())
