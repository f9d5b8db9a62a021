"""Runs in the sandbox: counts, reads and draws the pages of a PDF with PDFium. Free of Django.

Scripts, forms and attachments are never run or opened: only text and appearance are taken.
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from core.sandbox.verdict import Refused
from elibrary.books.ingest import columns, layout

MOST_PAGES = 5_000
WIDTH = 1_000
MOST_HEIGHT = 3_000
QUALITY = 80

_NO_PAGES = "Berkas PDF ini tidak berisi halaman."
# PostgreSQL takes no NUL; the other controls, private marks and lone surrogates show as boxes.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def count_pages(path: str) -> int:
    """Raises Refused for a password, no pages, or more than MOST_PAGES."""
    with open_document(path) as document:
        pages = len(document)
    if pages == 0:
        raise Refused(_NO_PAGES)
    if pages > MOST_PAGES:
        raise Refused(f"Berkas PDF ini berisi {pages} halaman; paling banyak {MOST_PAGES} halaman.")
    return pages


def read_pages(path: str, first: int, last: int, folder: str) -> list[dict[str, Any]]:
    """Text and a WebP picture (into ``folder``) of the pages ``first`` to ``last``, counted from 1."""
    with open_document(path) as document:
        pages = [_read(document, number, Path(folder)) for number in range(first, last + 1)]
    across = {page["number"]: page for page in pages if page.pop("across")}
    if across:
        for number, text in layout.read_columns(path, sorted(across)).items():
            if layout.same_letters(text := tidy(text), across[number]["text"]):
                across[number]["text"] = text
    return pages


def open_document(path: str) -> pdfium.PdfDocument:
    """Raises Refused for a password and for a file without pages."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise Refused(
                "Berkas PDF ini dikunci dengan kata sandi. Mintalah berkas tanpa kata sandi kepada penerbitnya."
            ) from error
        if error.err_code == pdfium_c.FPDF_ERR_SUCCESS:  # PDFium's code for an undamaged file with an empty page tree
            raise Refused(_NO_PAGES) from error
        raise


def _read(document: pdfium.PdfDocument, number: int, folder: Path) -> dict[str, Any]:
    page = document[number - 1]
    text_page = page.get_textpage()
    text = tidy(text_page.get_text_range())
    across = _is_drawn_across(page, text_page)
    text_page.close()
    image = page.render(scale=_scale(*page.get_size())).to_pil().convert("RGB")
    page.close()
    picture = folder / f"{number:05}.webp"
    image.save(picture, "WEBP", quality=QUALITY, method=2)
    return {
        "number": number,
        "text": text,
        "across": across,
        "picture": picture.name,
        "width": image.width,
        "height": image.height,
    }


def _is_drawn_across(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> bool:
    """False for a rotated page: its rectangles have the coordinates before the rotation."""
    count = text_page.count_rects()
    if page.get_rotation() or count > columns.MOST_PIECES:
        return False
    left, _bottom, right, _top = page.get_bbox()
    return columns.drawn_across_columns([columns.Piece(*text_page.get_rect(n)) for n in range(count)], left, right)


def _scale(width: float, height: float) -> float:
    return min(WIDTH / max(width, 1.0), MOST_HEIGHT / max(height, 1.0))


def tidy(text: str) -> str:
    """Text as people read it: one kind of line end, words that were broken over lines whole, no unprintable characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign[0]), text)  # ﬁ as people type it
    text = re.sub(r"[\ufffe\u00ad\x02]\n?", "", text)  # PDFium's mark for a hyphen at the end of a line
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
