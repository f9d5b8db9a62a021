"""Sets the decree on service standards as a book: cover, contents, decision, one chapter a service."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.outline import OutlineSection

from core.documents.pdf import Colour, Document

SOURCE = Path(__file__).parent / "standar-pelayanan-2024.json"
TITLE = "Standar Pelayanan Dinas Koperasi dan UKM Provinsi Jawa Timur 2024"
SET_AT = datetime(2026, 11, 24, tzinfo=UTC)
_NUMBERED = {"Sistem, Mekanisme dan Prosedur"}


class DecreeBook(Document):
    """A page number and the short title at the foot of every page but the cover."""

    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-15)
        self.set_font(self.font_family, size=9)
        self.ink(Colour.QUIET)
        self.cell(0, 6, "Standar Pelayanan 2024")
        self.set_x(self.l_margin)
        self.cell(0, 6, str(self.page_no()), align="R")
        self.ink(Colour.TEXT)


def render() -> bytes:
    """The whole book as PDF; the same bytes each time."""
    decree = json.loads(SOURCE.read_text(encoding="utf-8"))
    pdf = DecreeBook(title=TITLE, created_at=SET_AT)
    pdf.set_author("Dinas Koperasi dan UKM Provinsi Jawa Timur")
    pdf.set_margins(22, 20, 22)
    pdf.set_auto_page_break(True, margin=18)
    _cover(pdf, decree)
    pdf.add_page()
    pdf.insert_toc_placeholder(_contents, reset_page_indices=False)
    _decision(pdf, decree)
    for unit, services in groupby(decree["services"], key=lambda service: service["unit"]):
        _unit(pdf, unit, list(services))
    return bytes(pdf.output())


def _cover(pdf: DecreeBook, decree: dict[str, Any]) -> None:
    pdf.add_page()
    pdf.set_auto_page_break(False)
    pdf.set_fill_color(*Colour.BAND.value)
    pdf.rect(0, 0, pdf.w, 178, style="F")
    _kawung(pdf, top=0, rows=3)
    _kawung(pdf, top=148, rows=2)
    pdf.ink(Colour.ACCENT)
    _line(pdf, "SI-JAWARA+ · PERPUSTAKAAN", y=58, size=11, style="B")
    pdf.ink(Colour.WHITE)
    _line(pdf, "Standar Pelayanan", y=70, size=36, style="B")
    _line(pdf, "Dinas Koperasi, Usaha Kecil dan Menengah\nProvinsi Jawa Timur", y=92, size=17)
    pdf.set_fill_color(*Colour.ACCENT.value)
    pdf.rect(22, 118, 28, 1.6, style="F")
    _line(pdf, "23 layanan, persyaratan, prosedur, waktu, dan biayanya", y=126, size=13)
    pdf.ink(Colour.ACTION)
    _line(pdf, f"Keputusan Kepala Dinas Nomor {decree['number']}", y=196, size=14, style="B")
    pdf.ink(Colour.TEXT)
    _line(pdf, f"Ditetapkan di {decree['place']} pada tanggal {decree['date_text']}", y=204, size=12)
    pdf.ink(Colour.QUIET)
    _line(pdf, "Disusun ulang dari naskah keputusan untuk dibaca di layar dan dicari isinya.", y=268, size=10)
    pdf.ink(Colour.TEXT)
    pdf.set_auto_page_break(True, margin=18)


def _line(pdf: DecreeBook, text: str, *, y: float, size: float, style: str = "") -> None:
    pdf.set_font(pdf.font_family, style, size)
    pdf.set_xy(22, y)
    pdf.multi_cell(pdf.w - 44, size * 0.46, text, align="L")


def _kawung(pdf: DecreeBook, *, top: float, rows: int) -> None:
    """A band of kawung: four leaves meeting in a point, in fine lines of a lighter green."""
    pdf.set_draw_color(46, 106, 80)
    pdf.set_line_width(0.35)
    cell = 15.0
    for row in range(rows):
        for column in range(int(pdf.w // cell) + 1):
            x, y = column * cell, top + row * cell
            for dx, dy, angle in ((0, 0, 45), (cell / 2, 0, -45), (0, cell / 2, -45), (cell / 2, cell / 2, 45)):
                centre_x, centre_y = x + dx + cell / 4, y + dy + cell / 4
                with pdf.rotation(-angle, centre_x, centre_y):
                    pdf.ellipse(centre_x - 4.4, centre_y - 1.9, 8.8, 3.8)
    pdf.set_line_width(0.2)


def _contents(pdf: FPDF, outline: list[OutlineSection]) -> None:
    pdf.set_font(pdf.font_family, "B", 20)
    pdf.set_text_color(*Colour.ACTION.value)
    pdf.set_x(pdf.l_margin)
    pdf.cell(0, 10, "Daftar isi", new_x="LMARGIN", new_y="NEXT")
    for section in outline:
        if section.level > 1:
            continue
        top = section.level == 0
        pdf.set_font(pdf.font_family, "B" if top else "", 11)
        pdf.set_text_color(*(Colour.ACTION if top else Colour.TEXT).value)
        pdf.ln(2.5 if top else 0)
        link = pdf.add_link(page=section.page_number)
        indent = 0 if top else 6
        pdf.set_x(pdf.l_margin + indent)
        top_edge = pdf.y
        pdf.multi_cell(pdf.epw - indent - 14, 5.8, section.name, align="L", link=link, new_x="LMARGIN", new_y="NEXT")
        bottom_edge = pdf.y
        pdf.set_xy(pdf.w - pdf.r_margin - 14, top_edge)
        pdf.cell(14, 5.8, str(section.page_number), align="R", link=link)
        pdf.set_xy(pdf.l_margin, bottom_edge)


def _decision(pdf: DecreeBook, decree: dict[str, Any]) -> None:
    pdf.heading("Keputusan")
    pdf.paragraph(f"Keputusan {decree['issuer']} Nomor {decree['number']} tentang {decree['title']}")
    pdf.heading("Menimbang", level=2)
    pdf.listing(list(zip(("a.", "b."), decree["considering"], strict=True)))
    pdf.heading("Mengingat", level=2)
    pdf.listing(_numbered(decree["recalling"]))
    pdf.heading("Memutuskan", level=2)
    for label, text in decree["deciding"].items():
        pdf.paragraph(f"**{label}**  {text}", markdown=True)
        if label == "KEDUA":
            for unit in decree["units"]:
                pdf.paragraph(f"**{unit['name']}**", markdown=True)
                pdf.listing(_numbered(unit["services"]), indent=4)
    if pdf.will_page_break(30):  # the signature stays in one piece
        pdf.add_page()
    pdf.paragraph(f"Ditetapkan di {decree['place']} pada tanggal {decree['date_text']}")
    pdf.paragraph(f"{decree['issuer']},\n{decree['signed_by']}\n{decree['signed_rank']}")


def _unit(pdf: DecreeBook, unit: str, services: list[dict[str, object]]) -> None:
    for position, service in enumerate(services):
        pdf.add_page()
        if position == 0:
            pdf.start_section(unit, level=0)
        _service(pdf, service)


def _service(pdf: DecreeBook, service: dict[str, Any]) -> None:
    pdf.set_font(pdf.font_family, "B", 10)
    pdf.ink(Colour.QUIET)
    pdf.cell(0, 5, service["unit"], new_x="LMARGIN", new_y="NEXT")
    pdf.start_section(service["name"], level=1)
    pdf.heading(service["name"], outline=False)
    pdf.set_fill_color(*Colour.ACCENT.value)
    pdf.rect(pdf.l_margin, pdf.y, 28, 1.2, style="F")
    pdf.ln(4)
    for number, (name, items) in enumerate(service["components"].items(), start=1):
        pdf.heading(f"{number}. {name}", level=3, outline=False)
        _component(pdf, name, items)


def _component(pdf: DecreeBook, name: str, items: list[str]) -> None:
    """A single item is set as a sentence. An item that ends in a colon introduces the points after it."""
    if name in _NUMBERED:
        pdf.listing(_numbered(items))
        return
    if len(items) == 1:
        pdf.paragraph(items[0])
        return
    for introduction, points in _introduced(items):
        if introduction:
            pdf.paragraph(introduction)
        if points:
            pdf.listing(points)


def _introduced(items: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    introduction = ""
    points: list[tuple[str, str]] = []
    for item in items:
        if item.endswith(":"):
            if introduction or points:
                yield introduction, points
            introduction, points = item, []
        else:
            number, dot, rest = item.partition(". ")
            points.append((f"{number}.", rest) if dot and number.isdigit() else ("•", item))
    yield introduction, points


def _numbered(items: list[str]) -> list[tuple[str, str]]:
    return [(f"{number}.", item) for number, item in enumerate(items, start=1)]
