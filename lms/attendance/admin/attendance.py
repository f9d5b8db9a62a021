"""The attendance of a class for staff: its meetings, and at each the list of names that is ticked."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from courses.runs.models.run import CourseRun
from lms.attendance import checkin
from lms.attendance.access import get_run_for_staff, get_session_for_staff
from lms.attendance.admin.permissions import CHANGE, VIEW
from lms.attendance.messages import refusal_sentence
from lms.attendance.selectors import ABSENT, PRESENT, attendance_list, meetings_with_counts, present_count
from lms.attendance.services import Marked, attendance_mark
from lms.enrolment.errors import RunCancelled
from lms.enrolment.selectors.enrolments import people_in
from lms.users.decorators import AuthenticatedRequest


class AttendanceScreen(WagtailAdminTemplateMixin, TemplateView):
    """403 without the permission; 404 for a run that a trainer doesn't teach."""

    header_icon = "group"
    permission = VIEW
    request: AuthenticatedRequest

    def dispatch(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.find(pk)
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def find(self, pk: int) -> None:
        raise NotImplementedError

    def breadcrumbs_to(self, run: CourseRun, *more: tuple[str, str]) -> list[dict[str, str]]:
        steps = [(reverse("courses_run:index"), "Kelas"), (reverse("courses_run:inspect", args=[run.pk]), str(run)), *more]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in steps)]


class RunAttendance(AttendanceScreen):
    """The meetings of a class (the form of a class takes sixty at most), each with what can be done about it."""

    template_name = "lms/attendance/admin/run.html"
    page_title = "Kehadiran"

    def find(self, pk: int) -> None:
        self.run = get_run_for_staff(self.request.user, pk)

    def get_page_subtitle(self) -> str:
        return str(self.run)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return self.breadcrumbs_to(self.run, ("", "Kehadiran"))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        address = reverse("lms_attendance:export", args=[self.run.pk])
        return [HeaderButton("Unduh kehadiran (XLSX)", url=address, icon_name="download", priority=10)]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        meetings = meetings_with_counts(run=self.run)
        people = people_in(run=self.run).count()
        return super().get_context_data(run=self.run, meetings=meetings, people=people, **kwargs)


class MeetingAttendance(AttendanceScreen):
    """The participants of a run at one meeting. Only changed ticks are saved, so concurrent check-ins are preserved."""

    template_name = "lms/attendance/admin/meeting.html"
    page_title = "Daftar hadir"

    def find(self, pk: int) -> None:
        self.session = get_session_for_staff(self.request.user, pk)

    def get_page_subtitle(self) -> str:
        return str(self.session)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        run = self.session.run
        return self.breadcrumbs_to(run, (reverse("lms_attendance:run", args=[run.pk]), "Kehadiran"), ("", str(self.session)))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        screen, paper = (reverse(f"lms_attendance:{name}", args=[self.session.pk]) for name in ("screen", "paper"))
        return [
            HeaderButton("Layar kode", url=screen, icon_name="view", priority=10),
            HeaderButton("Daftar kertas (PDF)", url=paper, icon_name="download", priority=20),
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        words, wanted = self.request.GET.get("q", "").strip(), self.request.GET.get("hadir", "")
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "session": self.session,
            "run": self.session.run,
            "page_obj": attendance_list(session=self.session, words=words, wanted=wanted, number=self.request.GET.get("p")),
            "words": words,
            "wanted": wanted,
            "choices": [("", "semua"), (PRESENT, "hadir"), (ABSENT, "belum tercatat")],
            "present": present_count(session=self.session),
            "people": people_in(run=self.session.run).count(),
            "locked": self._why_locked(),
        }

    def _why_locked(self) -> str:
        """Why nothing can be ticked, or nothing."""
        if not self.request.user.has_perm(CHANGE):
            return "Anda dapat melihat daftar ini, tetapi tidak mengubahnya."
        if self.session.run.is_cancelled:
            return refusal_sentence(RunCancelled())
        opening = checkin.opens_at(self.session)
        return _not_begun(opening) if timezone.now() < opening else ""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        ticked, before = _keys(request, "hadir"), _keys(request, "semula")
        try:
            marked = attendance_mark(
                session=self.session, present=ticked - before, absent=before - ticked, by=self.request.user
            )
        except RunCancelled as error:
            messages.error(request, refusal_sentence(error))
        except checkin.TooEarly as error:
            messages.error(request, _not_begun(error.opens_at))
        else:
            messages.success(request, _summary(marked))
        return redirect(request.get_full_path())


def _not_begun(opening: datetime) -> str:
    when = date_format(timezone.localtime(opening), "j F Y, H.i")
    return f"Pertemuan ini belum mulai. Nama bisa dicentang mulai {when} WIB."


def _keys(request: HttpRequest, name: str) -> set[int]:
    """Primary keys of enrolments; values that can't be a key are ignored."""
    return {int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdigit() and len(key) < 19}


def _summary(marked: Marked) -> str:
    if not marked.added and not marked.removed:
        return "Tidak ada yang berubah."
    parts = [f"{marked.added} orang dicatat hadir" if marked.added else ""]
    parts.append(f"{marked.removed} catatan dihapus" if marked.removed else "")
    return "Tersimpan: " + ", ".join(part for part in parts if part) + "."
