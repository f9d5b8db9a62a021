"""Screens on which something may come between the look and the save: it is refused, and staff read why."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from wagtail.admin.views.generic import CreateView, EditView

from courses.runs.models.run import CourseRun, RunInUse


class EditRunView(EditView):
    """Somebody may check in at a meeting while staff delete it, or enrol while they choose another course: that is refused,
    and staff read why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RunInUse:
            form.add_error("course", CourseRun.RUN_IN_USE)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        except (ProtectedError, IntegrityError):  # the second one where the check-in is a moment later still
            form.add_error(None, "Sebuah pertemuan baru saja memuat catatan kehadiran, jadi tidak bisa dihapus. Muat ulang.")
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class AddRunView(CreateView):
    """A form sent twice at the same moment makes one class: the database refuses the second, which reads why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            form.add_error("name", "Pelatihan ini sudah punya kelas dengan nama itu.")
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
