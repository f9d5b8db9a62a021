"""The purchase letter (surat pesanan) on paper: A4, its head on the first page, its number on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from fpdf.fonts import FontFace

from core.documents.amounts import terbilang
from core.documents.formatting import rupiah
from core.documents.pdf import FONT, Colour, Document
from core.office import OFFICE

_MARGIN, _BOTTOM = 18.0, 20.0


_COLUMNS = (
    ("No.", 9, "RIGHT"),
    ("Judul", 46, "LEFT"),
    ("Lisensi dan ketentuan", 50, "LEFT"),
    ("Harga satuan", 23, "RIGHT"),
    ("Jml.", 10, "RIGHT"),
    ("Jumlah", 36, "RIGHT"),
)


_IMAGES = Path(settings.BASE_DIR) / "static" / "img"


class LetterPaper(Document):
    """Counts its pages by itself."""

    number = ""

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(FONT, size=9)
        self.ink(Colour.QUIET)
        self.cell(0, 5, f"Surat pesanan {self.number}")
        self.set_x(_MARGIN)
        self.cell(0, 5, f"Halaman {self.page_no()} dari {{nb}}", align="R")


@dataclass(frozen=True)
class LetterLine:
    title: str
    terms: Sequence[str]
    unit_price_idr: int
    copies: int
    discount_idr: int
    tax_idr: int
    is_tax_included: bool
    total_idr: int


@dataclass(frozen=True)
class Letter:
    """The content of the letter."""

    number: str
    approved_at: datetime
    publisher: str
    contact: str
    subject: str
    lines: Sequence[LetterLine]
    gross_idr: int
    discount_idr: int
    tax_on_top_idr: int
    tax_inside_idr: int
    total_idr: int
    approver: str
    approver_role: str


def render(letter: Letter) -> bytes:
    """The PDF's bytes; the same input gives the same bytes."""
    document = LetterPaper(title=f"Surat pesanan {letter.number}", created_at=letter.approved_at)
    document.number = letter.number
    document.set_margins(_MARGIN, 14)
    document.set_auto_page_break(True, margin=_BOTTOM)
    document.add_page()
    _head(document)
    _address(document, letter)
    _table(document, letter)
    _totals(document, letter)
    _signature(document, letter)
    return bytes(document.output())


def _head(document: Document) -> None:
    document.image(_IMAGES / "logo.svg", x=_MARGIN, y=14, w=15)
    for text, style, size, colour in (
        (OFFICE.government, "", 11, Colour.QUIET),
        (OFFICE.name, "B", 13, Colour.ACTION),
        (OFFICE.address, "", 9, Colour.QUIET),
        (f"Perpustakaan digital Si-Jawara+, {settings.SITE_URL.split('://', 1)[-1].rstrip('/')}", "", 9, Colour.QUIET),
    ):
        document.set_font(FONT, style, size)
        document.ink(colour)
        document.set_x(_MARGIN + 20)
        document.cell(0, 5.2 if size > 9 else 4.4, text, new_x="LMARGIN", new_y="NEXT")
    document.set_draw_color(*Colour.ACCENT.value)
    document.set_line_width(0.6)
    document.line(_MARGIN, 37, document.w - _MARGIN, 37)
    document.set_y(41)


def _address(document: Document, letter: Letter) -> None:
    document.heading("Surat pesanan", outline=False)
    for label, text in (
        ("Nomor", letter.number),
        ("Tanggal", date_format(timezone.localtime(letter.approved_at), "j F Y")),
        ("Kepada", letter.publisher + (f", u.p. {letter.contact}" if letter.contact else "")),
        ("Perihal", letter.subject),
    ):
        document.set_font(FONT, size=11)
        document.ink(Colour.QUIET)
        document.cell(24, 5.6, label)
        document.ink(Colour.TEXT)
        document.multi_cell(0, 5.6, text, align="L", new_x="LMARGIN", new_y="NEXT")
    document.ln(3)
    document.paragraph(
        "Dengan hormat, kami memesan judul-judul berikut dengan lisensi dan ketentuan yang disebut di sampingnya."
    )


def _table(document: Document, letter: Letter) -> None:
    """Its headings are repeated at the top of each page."""
    document.set_font(FONT, size=9)
    document.set_draw_color(*Colour.LINE.value)
    document.set_line_width(0.2)
    headings = FontFace(emphasis="BOLD", color=Colour.TEXT.value, fill_color=Colour.SAND.value)
    with document.table(
        col_widths=[width for _, width, _ in _COLUMNS],
        text_align=[align for _, _, align in _COLUMNS],
        headings_style=headings,
        line_height=4.4,
        padding=1.2,
        v_align="TOP",
    ) as table:
        table.row([title for title, _, _ in _COLUMNS])
        for number, line in enumerate(letter.lines, start=1):
            table.row(
                [
                    str(number),
                    line.title,
                    "\n".join(line.terms),
                    rupiah(line.unit_price_idr),
                    str(line.copies),
                    "\n".join(_amounts(line)),
                ]
            )
    document.ln(2)


def _amounts(line: LetterLine) -> list[str]:
    said = [rupiah(line.total_idr)]
    if line.discount_idr:
        said.append(f"potongan {rupiah(line.discount_idr)}")
    if line.tax_idr:
        said.append(f"{'termasuk' if line.is_tax_included else 'dan'} pajak {rupiah(line.tax_idr)}")
    return said


def _totals(document: Document, letter: Letter) -> None:
    rows = [("Harga sebelum potongan", rupiah(letter.gross_idr), "")]
    if letter.discount_idr:
        rows.append(("Potongan", f"−{rupiah(letter.discount_idr)}", ""))
    if letter.tax_on_top_idr:
        rows.append(("Pajak", rupiah(letter.tax_on_top_idr), ""))
    inside = f" (termasuk pajak {rupiah(letter.tax_inside_idr)})" if letter.tax_inside_idr else ""
    rows.append((f"Jumlah{inside}", rupiah(letter.total_idr), "B"))
    if document.will_page_break(len(rows) * 5.6 + 12):
        document.add_page()
    for label, amount, style in rows:
        document.set_font(FONT, style, 11)
        document.ink(Colour.TEXT)
        document.cell(134, 5.6, label, align="R")
        document.cell(0, 5.6, amount, align="R", new_x="LMARGIN", new_y="NEXT")
    document.ln(2)
    words = f"{terbilang(letter.total_idr)} rupiah" if letter.total_idr else "tanpa biaya"
    document.set_font(FONT, "I", 11)
    document.multi_cell(0, 5.6, f"Terbilang: {words}.", align="L", new_x="LMARGIN", new_y="NEXT")
    document.ln(4)


def _signature(document: Document, letter: Letter) -> None:
    """Not split across pages: a signature must not be alone on a page."""
    if document.will_page_break(46):
        document.add_page()
    document.paragraph("Mohon kirimkan berkas atau bukunya sesuai pesanan ini, dengan menyebut nomornya.")
    document.ln(4)
    left = document.w - _MARGIN - 80
    for text, style in (
        (f"Disetujui {date_format(timezone.localtime(letter.approved_at), 'j F Y')}", ""),
        (letter.approver_role, ""),
        ("\n\n", ""),
        (letter.approver, "B"),
    ):
        document.set_x(left)
        document.set_font(FONT, style, 11)
        document.ink(Colour.TEXT)
        document.multi_cell(80, 5.6, text, align="L", new_x="LMARGIN", new_y="NEXT")
    document.ln(4)
    document.set_font(FONT, size=9)
    document.ink(Colour.QUIET)
    document.multi_cell(
        0,
        4.6,
        "Dokumen elektronik dari Si-Jawara+. Persetujuannya tercatat dengan nama dan waktu di jejak audit dinas.",
        align="L",
        new_x="LMARGIN",
        new_y="NEXT",
    )
