"""Files as publishers send them, good and bad."""

import io
import zipfile
from typing import Any

from tests.factories.elibrary import pdf_bytes

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/buku.opf" media-type="x"/></rootfiles></container>'
FONTS = '<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></encryption>'
AES = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'


def epub_bytes(*, title: str = "Kopi", isbn: str = "", text: str = "Isi", **more: str) -> bytes:
    """An EPUB with one chapter; ``more`` are further entries, a slash written as two underscores."""
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title><dc:identifier id='a'>urn:isbn:{isbn}</dc:identifier></metadata></package>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/buku.opf", package)
        archive.writestr("OPS/satu.xhtml", f"<html><body><p>{text}</p></body></html>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def locked_pdf() -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_encryption(owner_password="p", user_password="buka")
    pdf.add_page()
    return bytes(pdf.output())


def zip_bytes() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a" * 2000)
    return target.getvalue()


def bad_files() -> dict[str, Any]:
    """Name → content and words of the refusal."""
    whole = pdf_bytes("Satu", "Dua")
    return {
        "locked": (locked_pdf(), "kata sandi"),
        "cut off": (whole[:-200] + b"", "terpotong"),
        "rubbish": (b"%PDF-1.7\n" + b"\x00\xff" * 4000 + b"%%EOF", "rusak"),
        "no book": (zip_bytes(), "bukan PDF atau EPUB"),
        "drm": (epub_bytes(**{"META-INF__encryption.xml": AES}), "DRM"),
        "rights": (epub_bytes(**{"META-INF__rights.xml": "<rights/>"}), "DRM"),
        "half a zip": (epub_bytes()[:-60], "rusak"),
    }
