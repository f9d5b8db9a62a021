"""Steps of staff on selected people of a roster: a confirmation form with the people, executed once."""

import uuid
from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from core.admin.actions import OnceForm
from courses.runs.models.run import CourseRun
from lms.enrolment.admin_screens import CHANGE, RunScreen
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.selectors.enrolments import seats_left_of
from lms.roster.admin.filters import chosen
from lms.roster.models import RosterChange, RunMessage
from lms.roster.selectors import chosen_among, targets_of
from lms.roster.services.changes import move_order, take_out_order

NAMED = 10


class SelectionStep(RunScreen, FormView, ABC):
    """A POST with a choice shows the form; a POST of the form does it. The choice is frozen when the form is first shown."""

    template_name = "lms/roster/admin/step.html"
    button = ""
    warning = ""
    is_serious = False
    record: type[RosterChange] | type[RunMessage]
    shown_at: str  # the route of what was ordered

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect(self.roster_url)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        before = self.sent_before(request.POST.get("token", ""))
        if before is not None:
            messages.info(request, "Formulir ini sudah dikirim tadi dan tidak dijalankan lagi. Ini hasilnya.")
            return redirect(self.address_of(before))
        self.keys = chosen(run=self.run, posted=request.POST)
        self.people = list(self.affected().select_related("user").order_by("user__full_name", "pk"))
        if not self.people:
            return self.nothing_selected()
        if "pilihan" not in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form_class()(**self.first_kwargs())))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def sent_before(self, token: str) -> RosterChange | RunMessage | None:
        """The record that the same form (``token``) created before, if any."""
        try:
            return self.record.objects.filter(run=self.run, token=uuid.UUID(token)).first()
        except ValueError:
            return None

    def address_of(self, record: RosterChange | RunMessage) -> str:
        return reverse(self.shown_at, args=[record.run_id, record.pk])

    def nothing_selected(self) -> HttpResponse:
        messages.error(self.request, "Belum ada peserta yang dipilih. Centang namanya dulu.")
        return redirect(f"{self.roster_url}?{self.request.POST.get('saringan', '')}")

    def affected(self) -> QuerySet[Enrolment]:
        return chosen_among(run=self.run, enrolments=self.keys)

    def first_kwargs(self) -> dict[str, object]:
        """Keyword arguments for the unbound form."""
        return {name: value for name, value in self.get_form_kwargs().items() if name not in {"data", "files"}}

    def get_page_title(self) -> str:
        return self.button

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        about: dict[str, object] = {
            "button": self.button,
            "warning": self.warning,
            "is_serious": self.is_serious,
            "count": len(self.people),
        }
        about["names"] = [str(one.user) for one in self.people[:NAMED]]
        about["more"] = max(len(self.people) - NAMED, 0)
        about["selection"] = ",".join(str(one.pk) for one in self.people)
        return super().get_context_data(**{**about, **kwargs})

    def form_valid(self, form: forms.Form) -> HttpResponse:
        return redirect(self.address_of(self.act(form)))

    @abstractmethod
    def act(self, form: forms.Form) -> RosterChange | RunMessage:
        """Order the step; return the record that shows its progress."""


class TargetField(forms.ModelChoiceField):
    """Runs with their free seats, read in one query."""

    def label_from_instance(self, run: CourseRun) -> str:
        left = self.seats.get(run.pk)
        return f"{run.name} ({run.state_label.lower()}, {'tanpa kuota' if left is None else f'sisa {left} kursi'})"

    def offer(self, runs: QuerySet[CourseRun]) -> None:
        self.seats = seats_left_of(list(runs))
        self.queryset = runs


class MoveForm(OnceForm):
    target = TargetField(None, label="Kelas tujuan", empty_label="Pilih kelas")

    def __init__(self, *args: Any, run: CourseRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields["target"]
        assert isinstance(target, TargetField)
        target.offer(targets_of(run=run))


class ChangeStep(SelectionStep):
    permission = CHANGE
    record = RosterChange
    shown_at = "lms_roster:change"


class MovePeople(ChangeStep):
    form_class = MoveForm
    button = "Pindahkan peserta"
    warning = (
        "Peserta pindah bersama pelajaran yang sudah selesai dan diberi tahu. Kelas yang pendaftarannya sudah ditutup "
        "boleh dipilih; kelas yang penuh atau dibatalkan tidak menerima siapa pun."
    )

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "run": self.run}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**{"impossible": not targets_of(run=self.run).exists(), **kwargs})

    def act(self, form: forms.Form) -> RosterChange:
        answers = form.cleaned_data
        return move_order(
            run=self.run,
            target=answers["target"],
            enrolments=[one.pk for one in self.people],
            by=self.request.user,
            token=answers["token"],
        )


class TakeOutForm(OnceForm):
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dikirim kepada setiap orang yang dikeluarkan. Jangan memuat data pribadi.",
    )


class TakePeopleOut(ChangeStep):
    form_class = TakeOutForm
    button = "Keluarkan dari kelas"
    is_serious = True
    warning = "Kursinya menjadi kosong dan orangnya diberi tahu. Mereka boleh mendaftar lagi selama pendaftaran dibuka."

    def act(self, form: forms.Form) -> RosterChange:
        answers = form.cleaned_data
        return take_out_order(
            run=self.run,
            reason=answers["reason"],
            enrolments=[one.pk for one in self.people],
            by=self.request.user,
            token=answers["token"],
        )
