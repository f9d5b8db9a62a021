"""The certificate as it is printed: one A4 page, landscape, in the site's look."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from core.documents.pdf import FONT, Colour, Document, new_document
from core.office import OFFICE

_BAND = 34.0  # width of the green band at the left, mm
_LEFT = 52.0
_WIDTH = 225.0
_QR = 38.0
_ROOM = 28.0  # height for a name or a title of more than one line, mm
_IMAGES = Path(settings.BASE_DIR) / "static" / "img"


@dataclass(frozen=True)
class CertificatePrint:
    """The printed content of one certificate."""

    title: str
    statement: str
    signatory: str
    holder_name: str
    course_title: str
    duration_minutes: int
    number: str
    code: str
    issued_at: datetime
    check_url: str


def render(content: CertificatePrint) -> bytes:
    """The PDF's bytes; the same input gives the same bytes."""
    document = new_document(title=f"{content.title} {content.number}", created_at=content.issued_at, landscape=True)
    document.set_auto_page_break(False)
    document.add_page()
    _frame(document)
    _head(document)
    _award(document, content)
    _foot(document, content)
    return bytes(document.output())


def _frame(document: Document) -> None:
    """The band with the kawung pattern, and the amber line beside it."""
    document.set_fill_color(*Colour.BAND.value)
    document.rect(0, 0, _BAND, document.h, style="F")
    tile = _BAND / 2
    rows = range(int(document.h // tile) + 1)
    document.tiles(_IMAGES / "kawung.svg", at=[(column * tile, row * tile) for row in rows for column in range(2)], w=tile)
    document.set_fill_color(*Colour.ACCENT.value)
    document.rect(_BAND, 0, 1.6, document.h, style="F")


def _head(document: Document) -> None:
    document.image(_IMAGES / "logo.svg", x=_LEFT, y=16, w=15)
    _line(document, OFFICE.government, y=16.5, size=11, x=_LEFT + 19, colour=Colour.QUIET)
    _line(document, OFFICE.name, y=22.5, size=13, style="B", x=_LEFT + 19, colour=Colour.ACTION)


def _award(document: Document, content: CertificatePrint) -> None:
    """Title, name, course. A long name gets a smaller font, then wraps; it is never cut."""
    _line(document, content.title, y=44, size=30, style="B", colour=Colour.ACTION)
    _line(document, f"Nomor {content.number}", y=58, size=12, colour=Colour.QUIET)
    _line(document, "Diberikan kepada", y=72, size=13, colour=Colour.QUIET)
    y = _fitted(document, content.holder_name, y=79, largest=32, smallest=20)
    document.set_draw_color(*Colour.ACCENT.value)
    document.set_line_width(0.6)
    document.line(_LEFT + 1, y + 2, _LEFT + _WIDTH - 4, y + 2)
    _line(document, content.statement, y=y + 6, size=13, colour=Colour.QUIET)
    y = _fitted(document, content.course_title, y=y + 13, largest=22, smallest=15)
    _line(document, f"Lama belajar {content.duration_minutes} menit", y=y + 1, size=12, colour=Colour.QUIET)


def _foot(document: Document, content: CertificatePrint) -> None:
    """Who issued it and when at the left; how to check it at the right."""
    issued = date_format(timezone.localtime(content.issued_at), "j F Y")
    document.set_font(FONT, size=12)
    document.ink(Colour.TEXT)
    document.set_xy(_LEFT, 158)
    document.multi_cell(105, 5.6, f"Diterbitkan {issued} oleh", align="L", new_x="LEFT", new_y="NEXT")
    document.set_font(FONT, "B", 12)
    document.multi_cell(105, 5.6, content.signatory, align="L")
    right = _LEFT + _WIDTH - _QR
    document.qr(content.check_url, x=right, y=153, size=_QR)
    document.link(right, 153, _QR, _QR, content.check_url)
    _verification_text(document, content, x=right - 68)
    _line(
        document,
        "Dokumen elektronik dari Si-Jawara+. Keasliannya ada pada daftar sertifikat di situs.",
        y=194,
        size=9,
        colour=Colour.QUIET,
    )


def _verification_text(document: Document, content: CertificatePrint, *, x: float) -> None:
    document.ink(Colour.QUIET)
    document.set_font(FONT, size=10)
    document.set_xy(x, 159)
    document.multi_cell(
        65, 5, "Periksa keasliannya: pindai kode di samping atau ketik kode ini", align="R", new_x="LEFT", new_y="NEXT"
    )
    document.set_font(FONT, "B", 13)
    document.ink(Colour.TEXT)
    document.multi_cell(65, 7, content.code, align="R", new_x="LEFT", new_y="NEXT")
    document.set_font(FONT, size=10)
    document.ink(Colour.QUIET)
    place = content.check_url.split("://", 1)[-1].removesuffix(f"{content.code}/")
    document.multi_cell(65, 5, f"di {place}", align="R")


def _line(
    document: Document, text: str, *, y: float, size: float, style: str = "", x: float = _LEFT, colour: Colour = Colour.TEXT
) -> None:
    document.set_font(FONT, style, size)
    document.ink(colour)
    document.set_xy(x, y)
    document.cell(_WIDTH - (x - _LEFT), size * 0.46, text)


def _fitted(document: Document, text: str, *, y: float, largest: int, smallest: int) -> float:
    """Bold text on one line, from ``largest`` down to ``smallest``; then wrapped to the height available. Returns the y
    below it, in mm."""
    document.ink(Colour.TEXT)
    document.set_xy(_LEFT, y)
    for size in range(largest, 7, -1):
        document.set_font(FONT, "B", size)
        lines = document.multi_cell(_WIDTH, size * 0.46, text, dry_run=True, output="LINES")
        assert isinstance(lines, list)
        if len(lines) == 1 or (size <= smallest and len(lines) * size * 0.46 <= _ROOM):
            break
    document.multi_cell(_WIDTH, size * 0.46, text, align="L", new_x="LMARGIN", new_y="NEXT")
    return float(document.get_y())
