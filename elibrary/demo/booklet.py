"""Sets the demo's booklet, the file that a publisher delivers: a cover, contents, and a chapter a page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from core.documents.pdf import Colour, Document
from elibrary.demo.catalogue_files import BOOKLET, BOOKLET_ISBN

SOURCE = Path(__file__).parent / "koperasi-yang-rapat.txt"
SET_AT = datetime(2026, 11, 1, tzinfo=UTC)
_MARGIN = 24


class Booklet(Document):
    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-16)
        self.set_font(self.font_family, size=9)
        self.ink(Colour.QUIET)
        self.cell(0, 6, BOOKLET)
        self.set_x(self.l_margin)
        self.cell(0, 6, str(self.page_no()), align="R")
        self.ink(Colour.TEXT)


def render() -> bytes:
    """The whole booklet as PDF; the same bytes each time."""
    pdf = Booklet(title=BOOKLET, created_at=SET_AT)
    pdf.set_author("Tim Lumbung Aksara")
    pdf.set_margins(_MARGIN, 22, _MARGIN)
    pdf.set_auto_page_break(True, margin=20)
    chapters = list(_chapters())
    _cover(pdf)
    _contents(pdf, [title for title, _ in chapters])
    for title, paragraphs in chapters:
        pdf.add_page()
        pdf.heading(title)
        for paragraph in paragraphs:
            _paragraph(pdf, paragraph)
    return bytes(pdf.output())


def _chapters() -> Iterator[tuple[str, list[str]]]:
    """``# Title``, then paragraphs with an empty line between; lines that begin with a dash are a list."""
    for part in SOURCE.read_text(encoding="utf-8").split("# ")[1:]:
        title, _, text = part.partition("\n")
        yield title.strip(), [one.strip() for one in text.split("\n\n") if one.strip()]


def _cover(pdf: Booklet) -> None:
    pdf.add_page()
    pdf.set_fill_color(*Colour.BAND.value)
    pdf.rect(0, 0, pdf.w, 150, style="F")
    pdf.ink(Colour.ACCENT)
    _line(pdf, "LUMBUNG AKSARA", y=48, size=12, style="B")
    pdf.ink(Colour.WHITE)
    _line(pdf, BOOKLET, y=62, size=36, style="B")
    _line(pdf, "Panduan rapat anggota tahunan", y=86, size=17)
    pdf.ink(Colour.QUIET)
    _line(pdf, f"ISBN {BOOKLET_ISBN} · 2026", y=250, size=11)
    _line(pdf, "Buku contoh: penerbit dan nomornya rekaan, isinya boleh dipakai.", y=258, size=10)
    pdf.ink(Colour.TEXT)


def _contents(pdf: Booklet, titles: list[str]) -> None:
    pdf.add_page()
    pdf.heading("Daftar isi")
    for number, title in enumerate(titles, start=1):
        pdf.set_font(pdf.font_family, size=12)
        pdf.set_x(pdf.l_margin)
        pdf.cell(pdf.epw - 14, 9, f"{number}. {title}")
        pdf.cell(14, 9, str(number + 2), align="R", new_x="LMARGIN", new_y="NEXT")


def _paragraph(pdf: Booklet, text: str) -> None:
    pdf.set_font(pdf.font_family, size=11.5)
    for line in text.splitlines():
        is_item = line.startswith("- ")
        pdf.set_x(pdf.l_margin + (5 if is_item else 0))
        words = f"• {line.removeprefix('- ')}" if is_item else line
        pdf.multi_cell(pdf.epw - (5 if is_item else 0), 6, words, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def _line(pdf: Booklet, text: str, *, y: float, size: float, style: str = "") -> None:
    pdf.set_font(pdf.font_family, style, size)
    pdf.set_xy(_MARGIN, y)
    pdf.multi_cell(pdf.w - 2 * _MARGIN, size * 0.46, text, align="L")
