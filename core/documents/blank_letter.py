"""A letter that a person finishes by hand: what is known is filled in, the rest are dotted lines. As DOCX and as PDF.

The layout is that of an Indonesian surat permohonan: place and date, number and subject, addressee, sender, request,
enclosures, signature. It fits on one A4 page with the longest title of a service.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from docx import Document as new_docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from core.documents.pdf import FONT, Document, new_document

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}

_MARGIN, _WIDTH = 22.0, 166.0  # mm
_LABEL, _VALUE, _SIGNATURE = 58.0, 61.0, 100.0  # mm from the left margin
_LINE = 6.4  # mm
_FREE_LINES = 3
_DATE = ".............................., ......................................"
_NUMBERED = (("Nomor", ""), ("Lampiran", ""))
_SUBJECT_AT = 26.0  # mm
_GREETING, _SIGNER = "Dengan hormat,", "Yang bertanda tangan di bawah ini:"
_WHY = "Penjelasan singkat keperluan saya:"
_ENCLOSED = "Yang saya lampirkan (beri tanda centang):"
_THANKS = "Atas perhatian Bapak/Ibu, saya ucapkan terima kasih."
_REGARDS, _NAME = "Hormat saya,", "(nama terang dan tanda tangan)"

Line = tuple[str, str]
"""A label and what is known; empty: a dotted line. Without a label the line above goes on."""


@dataclass(frozen=True)
class BlankLetter:
    """``request`` is the sentence that asks; ``sender`` the lines about who asks; ``enclosures`` get a box to tick."""

    subject: str
    addressee: tuple[str, ...]
    sender: tuple[Line, ...]
    request: str
    enclosures: tuple[str, ...] = ()


def letter_response(letter: BlankLetter, kind: str, *, created_at: datetime) -> HttpResponse:
    """A download as ``docx`` or ``pdf``. Raises Http404 for any other kind."""
    if kind not in TYPES:
        raise Http404
    content = as_docx(letter) if kind == "docx" else as_pdf(letter, created_at=created_at)
    response = HttpResponse(content, content_type=TYPES[kind])
    name = f"Surat {letter.subject}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Robots-Tag"] = "noindex"
    return response


def as_pdf(letter: BlankLetter, *, created_at: datetime) -> bytes:
    """The same letter and ``created_at`` give the same bytes."""
    pdf = new_document(title=letter.subject, created_at=created_at)
    pdf.set_margins(_MARGIN, 18)
    pdf.add_page()
    pdf.set_line_width(0.2)
    pdf.cell(0, _LINE, _DATE, align="R", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    _pdf_lines(pdf, _NUMBERED, value_at=_SUBJECT_AT)
    _pdf_lines(pdf, [("Perihal", letter.subject)], value_at=_SUBJECT_AT, bold=True)
    pdf.ln(4)
    for line in letter.addressee:
        _pdf_paragraph(pdf, line)
    pdf.ln(5)
    _pdf_paragraph(pdf, _GREETING)
    pdf.ln(1)
    _pdf_paragraph(pdf, _SIGNER)
    _pdf_lines(pdf, letter.sender, value_at=_VALUE)
    pdf.ln(3)
    _pdf_paragraph(pdf, letter.request)
    pdf.ln(1)
    _pdf_paragraph(pdf, _WHY)
    for _ in range(_FREE_LINES):
        _pdf_dots(pdf, pdf.l_margin + 1)
    pdf.ln(2)
    if letter.enclosures:
        _pdf_paragraph(pdf, _ENCLOSED)
        for text in letter.enclosures:
            pdf.rect(pdf.l_margin + 1, pdf.get_y() + 1.2, 3.2, 3.2)
            pdf.set_x(pdf.l_margin + 7)
            pdf.multi_cell(_WIDTH - 7, _LINE - 0.8, text, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    _pdf_paragraph(pdf, _THANKS)
    pdf.ln(4)
    for text, room in ((_REGARDS, 22.0), ("(" + "." * 50 + ")", 0.0), (_NAME, 0.0)):
        pdf.set_x(pdf.l_margin + _SIGNATURE)
        pdf.cell(_WIDTH - _SIGNATURE, _LINE, text, align="C", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(room)
    return bytes(pdf.output())


def _pdf_paragraph(pdf: Document, text: str) -> None:
    pdf.multi_cell(0, _LINE - 0.8, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _pdf_lines(pdf: Document, lines: Sequence[Line], *, value_at: float, bold: bool = False) -> None:
    for label, value in lines:
        pdf.cell(value_at - 3, _LINE, label)
        pdf.cell(3, _LINE, ":" if label else "")
        if value:
            pdf.set_font(FONT, "B" if bold else "", 11)
            pdf.multi_cell(_WIDTH - value_at, _LINE, value, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.set_font(FONT, size=11)
        else:
            _pdf_dots(pdf, pdf.l_margin + value_at)


def _pdf_dots(pdf: Document, start: float) -> None:
    """A dotted line to the right margin; moves to the next line."""
    base = pdf.get_y() + _LINE - 1.4
    pdf.set_dash_pattern(dash=0.3, gap=0.9)
    pdf.line(start, base, pdf.l_margin + _WIDTH, base)
    pdf.set_dash_pattern()
    pdf.set_xy(pdf.l_margin, pdf.get_y() + _LINE)


def as_docx(letter: BlankLetter) -> bytes:
    """For whoever types on a phone or a computer: the dotted lines are tabs, which give way to what is typed."""
    paper = new_docx()
    _set_paper(paper, letter.subject)
    _docx_paragraph(paper, _DATE, after=10).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _docx_lines(paper, _NUMBERED, value_at=_SUBJECT_AT)
    _docx_lines(paper, [("Perihal", letter.subject)], value_at=_SUBJECT_AT, bold=True)
    for number, line in enumerate(letter.addressee):
        _docx_paragraph(paper, line, before=0 if number else 12)
    _docx_paragraph(paper, _GREETING, before=12)
    _docx_paragraph(paper, _SIGNER, before=4)
    _docx_lines(paper, letter.sender, value_at=_VALUE)
    _docx_paragraph(paper, letter.request, before=8)
    _docx_paragraph(paper, _WHY, before=4)
    for _ in range(_FREE_LINES):
        _dots(_docx_paragraph(paper, "\t"))
    if letter.enclosures:
        _docx_paragraph(paper, _ENCLOSED, before=8)
        for text in letter.enclosures:
            _hang(_docx_paragraph(paper, f"☐\t{text}"), 7)
    _docx_paragraph(paper, _THANKS, before=8)
    for text, before in ((_REGARDS, 12), ("(" + "." * 50 + ")", 60), (_NAME, 0)):
        signature = _docx_paragraph(paper, text, before=before).paragraph_format
        signature.left_indent = Mm(_SIGNATURE)
        signature.alignment = WD_ALIGN_PARAGRAPH.CENTER
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _set_paper(paper: Docx, title: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)  # type: ignore[attr-defined]
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "id-ID"})
    normal.element.get_or_add_rPr().append(language)
    about = paper.core_properties
    about.title, about.author, about.language, about.comments = title, "Si-Jawara+", "id-ID", ""


def _docx_paragraph(paper: Docx, text: str, *, before: float = 0, after: float = 2) -> Paragraph:
    """``before`` and ``after`` in points."""
    paragraph = paper.add_paragraph(text)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.line_spacing = 1.1
    return paragraph


def _docx_lines(paper: Docx, lines: Sequence[Line], *, value_at: float, bold: bool = False) -> None:
    for label, value in lines:
        paragraph = _docx_paragraph(paper, f"{label}\t{':' if label else ''}")
        _hang(paragraph, value_at)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(value_at - 3))
        if value:
            paragraph.add_run(f"\t{value}").bold = bold
        else:
            paragraph.add_run("\t\t")
            _dots(paragraph)


def _hang(paragraph: Paragraph, indent: float) -> None:
    paragraph.paragraph_format.left_indent = Mm(indent)
    paragraph.paragraph_format.first_line_indent = Mm(-indent)


def _dots(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
