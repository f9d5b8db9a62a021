"""The sign-in sheet as PDF: A4, names and signature cells, the header repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from core.documents.pdf import FONT, Colour, Document
from core.office import OFFICE
from courses.runs.models.session import RunSession

_LEFT, _TOP, _BOTTOM = 18.0, 14.0, 18.0
_NUMBER, _NAME, _PERSON, _SIGN = 12.0, 82.0, 24.0, 56.0  # widths of the columns, mm; 174 together
_ROW = 11.0  # row height, mm: enough for a signature
_COLUMNS = (("No.", _NUMBER), ("Nama", _NAME), ("No. peserta", _PERSON), ("Tanda tangan", _SIGN))


@dataclass(frozen=True)
class AttendanceList:
    """The printed content; ``people`` are pairs of enrolment number and name."""

    course: str
    run: str
    session: str
    when: str
    place: str
    people: Sequence[tuple[int, str]]


class AttendanceDocument(Document):
    """Repeats the header and numbers the pages."""

    def __init__(self, sheet: AttendanceList, *, created_at: datetime) -> None:
        self.sheet = sheet
        super().__init__(title=f"Daftar hadir {sheet.session}", created_at=created_at)
        self.set_margins(_LEFT, _TOP)
        self.set_auto_page_break(True, margin=_BOTTOM)

    def header(self) -> None:
        self.set_font(FONT, "B", 16)
        self.ink(Colour.ACTION)
        self.cell(0, 8, "Daftar hadir", new_x="LMARGIN", new_y="NEXT")
        facts = (self.sheet.course, self.sheet.run, f"{self.sheet.session}, {self.sheet.when}", self.sheet.place)
        for style, size, fact in zip(("B", "", "", ""), (12, 11, 11, 11), facts, strict=True):
            if fact:
                self.set_font(FONT, style, size)
                self.ink(Colour.TEXT)
                self.multi_cell(0, 5.4, fact, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)
        self._titles()

    def footer(self) -> None:
        self.set_y(-13)
        self.set_font(FONT, size=9)
        self.ink(Colour.QUIET)
        self.cell(0, 5, f"Si-Jawara+, {OFFICE.full_name}")
        self.set_x(_LEFT)
        self.cell(0, 5, f"Halaman {self.page_no()} dari {{nb}}", align="R")

    def _titles(self) -> None:
        self.set_font(FONT, "B", 10)
        self.set_fill_color(*Colour.SAND.value)
        self.set_draw_color(*Colour.LINE.value)
        for title, width in _COLUMNS:
            self.cell(width, 7, title, border=1, fill=True)
        self.ln()

    def row(self, number: int, key: int, name: str) -> None:
        self.set_font(FONT, size=11)
        self.ink(Colour.TEXT)
        self.cell(_NUMBER, _ROW, str(number), border=1, align="R")
        self.cell(_NAME, _ROW, self._fitting(name), border=1)
        self.cell(_PERSON, _ROW, str(key), border=1)
        self.cell(_SIGN, _ROW, "", border=1)
        self.ln()

    def _fitting(self, name: str) -> str:
        """The name, truncated to the width of its column; the enrolment number beside it is unique."""
        width = _NAME - 3
        if self.get_string_width(name) <= width:
            return name
        while name and self.get_string_width(f"{name}…") > width:
            name = name[:-1]
        return f"{name.rstrip()}…"


def list_of(session: RunSession, people: Sequence[tuple[int, str]]) -> AttendanceList:
    run = session.run
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    when = f"{date_format(begins, 'l, j F Y')}, {date_format(begins, 'H.i')}–{date_format(ends, 'H.i')} WIB"
    place = session.place or ", ".join(part for part in (run.place_name, run.place_address) if part)
    names = [(key, " ".join(name.split())) for key, name in people]
    return AttendanceList(run.course.title, run.name, session.title, when, " ".join(place.split()), names)


def render(sheet: AttendanceList, *, created_at: datetime) -> bytes:
    """The PDF's bytes; the same input gives the same bytes."""
    document = AttendanceDocument(sheet, created_at=created_at)
    document.add_page()
    for number, (key, name) in enumerate(sheet.people, start=1):
        document.row(number, key, name)
    if not sheet.people:
        document.ln(4)
        document.paragraph("Belum ada peserta di kelas ini.")
    return bytes(document.output())
