"""A PDF with the site's typeface and colours, whose bytes depend only on what is put in."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import font_source_sans_pro
from fpdf import FPDF
from fpdf.enums import TextEmphasis

from core.documents.qr import qr_runs

FONT = "Source Sans Pro"
_FONT_FILES = {"": "Regular", "B": "Bold", "I": "It", "BI": "BoldIt"}
_UPRIGHT, _SLANTED = ("", "B"), ("I", "BI")


class Colour(Enum):
    """The light theme's tokens (static/css/tokens.css) as red, green, blue."""

    TEXT = (29, 35, 31)
    QUIET = (69, 75, 69)
    ACTION = (11, 81, 55)
    BAND = (11, 70, 48)
    ACCENT = (242, 181, 68)
    SAND = (247, 241, 229)
    LINE = (221, 210, 189)
    WHITE = (255, 255, 255)


class Document(FPDF):
    """FPDF with our fonts and colours set, and the few building blocks that our papers share.

    Lengths are millimetres, type sizes points. Text may hold any character of the Latin script.
    """

    def __init__(self, *, title: str, created_at: datetime, landscape: bool = False) -> None:
        super().__init__(orientation="landscape" if landscape else "portrait", unit="mm", format="A4")
        self._add_fonts(_UPRIGHT)
        self.set_title(title)
        self.set_lang("id")
        self.set_creator("Si-Jawara+")
        self.set_producer("Si-Jawara+")
        self.set_creation_date(created_at.astimezone(UTC))
        self.set_font(FONT, size=11)
        self.ink(Colour.TEXT)

    def set_font(self, family: str | None = None, style: str | TextEmphasis = "", size: float = 0) -> None:
        """Slanted type comes in with its first use: every font that is there is read, cut down and put into the file."""
        if "I" in str(style.style if isinstance(style, TextEmphasis) else style).upper():
            self._add_fonts(_SLANTED)
        super().set_font(family, style, size)

    def _add_fonts(self, styles: Sequence[str]) -> None:
        for style in styles:
            if f"{FONT.lower()}{style}" not in self.fonts:
                file = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{_FONT_FILES[style]}.ttf"
                self.add_font(FONT, style, file)

    def ink(self, text: Colour) -> None:
        """Colour of the text that follows."""
        self.set_text_color(*text.value)

    def heading(self, text: str, *, level: int = 1, outline: bool = True) -> None:
        """A heading kept with at least two lines of what follows; ``outline`` lists it in the reader's sidebar."""
        size = {1: 20, 2: 15, 3: 12}[level]
        if self.will_page_break(size * 1.6):
            self.add_page()
        self.ln({1: 2, 2: 4, 3: 2.5}[level])
        if outline:
            self.start_section(text, level=level - 1, strict=False)
        self.set_font(FONT, "B", size)
        self.ink(Colour.ACTION)
        self.multi_cell(0, size * 0.44, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(size * 0.1)
        self._body()

    def paragraph(self, text: str, *, markdown: bool = False) -> None:
        """Running text, set ragged: justified lines open rivers in narrow columns."""
        if markdown:
            self._add_fonts(_SLANTED)  # __slanted__
        self._body()
        self.multi_cell(0, 5.4, text, align="L", markdown=markdown, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def listing(self, items: Sequence[tuple[str, str]], *, indent: float = 0, marker_width: float = 7) -> None:
        """Points with a hanging indent, each (marker, text): ("1.", …), ("•", …)."""
        self._body()
        left = self.l_margin
        for marker, text in items:
            if self.will_page_break(5.4):
                self.add_page()
            self.set_x(left + indent)
            self.cell(marker_width, 5.4, marker)
            self.set_left_margin(left + indent + marker_width)
            self.multi_cell(0, 5.4, text, align="L", new_x="LMARGIN", new_y="NEXT")
            self.set_left_margin(left)
            self.set_x(left)
            self.ln(0.8)
        self.ln(1.2)

    def qr(self, text: str, *, x: float, y: float, size: float) -> None:
        """A QR code drawn as rectangles on white, ``size`` wide with its quiet zone of four modules."""
        modules, runs = qr_runs(text)
        unit = size / (modules + 8)
        self.set_fill_color(*Colour.WHITE.value)
        self.rect(x, y, size, size, style="F")
        self.set_fill_color(0, 0, 0)
        for row, column, length in runs:
            self.rect(x + (column + 4) * unit, y + (row + 4) * unit, length * unit, unit, style="F")

    def tiles(self, drawing: Path, *, at: Sequence[tuple[float, float]], w: float) -> None:
        """An SVG file at each (x, y), ``w`` wide: read and worked out once, however often it stands there."""
        page = self.pages[self.page].contents
        assert isinstance(page, bytearray)
        begins = len(page)
        self.image(drawing, x=0, y=0, w=w)
        drawn = bytes(page[begins:]).decode("latin-1")
        del page[begins:]
        for x, y in at:
            page += f"q 1 0 0 1 {x * self.k:.4f} {-y * self.k:.4f} cm\n{drawn}Q\n".encode("latin-1")

    def _body(self) -> None:
        self.set_font(FONT, size=11)
        self.ink(Colour.TEXT)


def new_document(*, title: str, created_at: datetime, landscape: bool = False) -> Document:
    """An empty A4 document. The same input and the same ``created_at`` give the same bytes."""
    return Document(title=title, created_at=created_at, landscape=landscape)
