"""Attendance as files: the XLSX export of a run, the PDF sign-in sheet of a meeting."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format

from core.documents.xlsx import Column, Sheet, workbook_response
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.attendance.access import get_run_for_staff, get_session_for_staff
from lms.attendance.admin.permissions import row_view
from lms.attendance.selectors import attendance_table
from lms.attendance.services import attendance_exported
from lms.enrolment.selectors.enrolments import people_in
from lms.users.decorators import AuthenticatedRequest


@row_view(get_run_for_staff)
def export(request: AuthenticatedRequest, run: CourseRun) -> HttpResponseBase:
    """One row a person, one column a meeting."""
    meetings = list(run.sessions.all())
    if request.method == "GET":
        attendance_exported(run=run, by=request.user, kind="xlsx")
    sheet = Sheet("Kehadiran", _columns(run, meetings), _rows(run, meetings), frozen_columns=2)
    return workbook_response([sheet], filename=f"Kehadiran {run.name}")


@row_view(get_session_for_staff)
def sign_in_sheet(request: AuthenticatedRequest, session: RunSession) -> HttpResponse:
    """The sign-in sheet of a meeting as PDF."""
    from lms.attendance import list_pdf  # what draws type takes 0.3 s and 20 MB: for those who print

    names = [(person.pk, person.user.full_name) for person in people_in(run=session.run)]
    if request.method == "GET":
        attendance_exported(run=session.run, by=request.user, kind="pdf")
    content = list_pdf.render(list_pdf.list_of(session, names), created_at=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="daftar-hadir-{session.pk}.pdf"'
    return response


def _columns(run: CourseRun, meetings: list[RunSession]) -> list[Column]:
    dates = [date_format(timezone.localtime(meeting.starts_at), "j F Y H.i") for meeting in meetings]
    columns = [Column("Nomor peserta", 10), Column("Nama", 30)]
    columns += [Column(f"{meeting.title}, {date}", 18) for meeting, date in zip(meetings, dates, strict=True)]
    columns += [Column("Jumlah hadir", 10), Column("Persen", 8)]
    return columns + ([Column(f"Cukup (perlu {run.attendance_percent} %)", 14)] if run.attendance_percent else [])


def _rows(run: CourseRun, meetings: list[RunSession]) -> Iterator[list[object]]:
    for person, was_at, count in attendance_table(run=run):
        row = [person.pk, person.user.full_name, *(was_at.get(meeting.pk, "") for meeting in meetings)]
        row += [count.attended, count.percent]
        yield row + (["ya" if count.is_fulfilled else "belum"] if run.attendance_percent else [])
