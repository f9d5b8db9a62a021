"""Runs in the sandbox: the kind of a publisher's file, whether it can be read, and the book that its metadata names.

Free of Django. Nothing is drawn, no script is run; a few pages of text are read for their ISBNs.
"""

import html
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium

from core.sandbox.verdict import Refused
from elibrary.books.ingest.pdf import open_document, tidy
from elibrary.deliveries.isbns import isbns_in

FIRST_PAGES, LAST_PAGES = 12, 3
MOST_ENTRIES = 20_000
MOST_UNPACKED = 4 * 1024**3
MOST_PACKAGE = 4 * 1024**2
MOST_CHAPTER = 512 * 1024
_TAIL = 64 * 1024
_CUT_OFF = "Berkas PDF ini terpotong: bagian akhirnya tidak ada. Kirim lagi dari berkas aslinya."
_LOCKED = "Berkas EPUB ini dikunci (DRM). Kirim berkas tanpa kunci."
_NOT_A_BOOK = "Isi berkas ini bukan PDF atau EPUB. Kirim buku sebagai PDF atau EPUB."
_FONTS = {b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC"}  # disguised fonts, no lock


def inspect(path: str) -> dict[str, object]:
    """Kind, pages, title, and ISBNs in 13 digits by where they were found. Raises Refused with a sentence."""
    with Path(path).open("rb") as file:
        head = file.read(1024)
    if head.startswith(b"PK\x03\x04"):
        return _epub(path)
    if b"%PDF-" in head:
        return _pdf(path)
    raise Refused(_NOT_A_BOOK)


def _pdf(path: str) -> dict[str, object]:
    _refuse_cut_off(path)
    with open_document(path) as document:
        pages = len(document)
        if not pages:
            raise Refused("Berkas PDF ini tidak berisi halaman.")
        told = document.get_metadata_dict(skip_empty=True)
        numbers = sorted({*range(min(FIRST_PAGES, pages)), *range(max(0, pages - LAST_PAGES), pages)})
        text = "\n".join(_text(document, number) for number in numbers)
    words = " ".join(told.get(name, "") for name in ("Title", "Subject", "Keywords"))
    return _facts("pdf", pages=pages, title=told.get("Title", ""), metadata=words, text=text)


def _refuse_cut_off(path: str) -> None:
    """PDFium repairs what it can; a file without an end was never whole."""
    with Path(path).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        if b"%%EOF" not in file.read():
            raise Refused(_CUT_OFF)


def _text(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text = tidy(text_page.get_text_range())
    text_page.close()
    page.close()
    return text


def _epub(path: str) -> dict[str, object]:
    with zipfile.ZipFile(path) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries.values()) > MOST_UNPACKED:
            raise Refused("Isi berkas EPUB ini terlalu besar setelah dibuka.")
        if "META-INF/container.xml" not in entries:
            raise Refused(_NOT_A_BOOK)
        _refuse_locked(archive, entries)
        container = _read(archive, "META-INF/container.xml", MOST_PACKAGE)
        named = re.search(r"full-path\s*=\s*[\"']([^\"']+)", container)
        if named is None or html.unescape(named[1]) not in entries:
            raise Refused("Berkas EPUB ini rusak: daftar isinya tidak ada. Buat ulang, lalu kirim lagi.")
        package = _read(archive, html.unescape(named[1]), MOST_PACKAGE)
        text = "\n".join(_first_chapters(archive, entries))
    titles, identifiers = _elements(package, "title"), _elements(package, "identifier")
    words = " ".join([*identifiers, *_elements(package, "source")])
    return _facts("epub", pages=None, title=titles[0] if titles else "", metadata=words, text=text)


def _refuse_locked(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    if "META-INF/rights.xml" in entries or any(entry.flag_bits & 1 for entry in entries.values()):
        raise Refused(_LOCKED)
    if "META-INF/encryption.xml" in entries:
        words = archive.read("META-INF/encryption.xml")[:MOST_PACKAGE]
        methods = set(re.findall(rb"EncryptionMethod[^>]*Algorithm\s*=\s*[\"']([^\"']+)", words))
        if methods - _FONTS:
            raise Refused(_LOCKED)


def _first_chapters(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> Iterable[str]:
    """The imprint is in one of the first or last chapters, in the order in which they were packed."""
    chapters = [name for name in entries if name.lower().endswith((".xhtml", ".html", ".htm"))]
    for name in dict.fromkeys([*chapters[:FIRST_PAGES], *chapters[-LAST_PAGES:]]):
        yield re.sub(r"<[^>]*>", " ", _read(archive, name, MOST_CHAPTER))


def _read(archive: zipfile.ZipFile, name: str, most: int) -> str:
    with archive.open(name) as source:
        return source.read(most).decode("utf-8", "replace")


def _elements(package: str, name: str) -> list[str]:
    found = re.findall(rf"<(?:\w+:)?{name}\b[^>]*>([^<]*)<", package)
    return [" ".join(html.unescape(words).split()) for words in found if words.strip()]


def _facts(kind: str, *, pages: int | None, title: str, metadata: str, text: str) -> dict[str, object]:
    return {
        "kind": kind,
        "pages": pages,
        "title": tidy(" ".join(title.split()))[:300],
        "isbns": {"metadata": isbns_in(metadata, is_name=True), "text": isbns_in(text)},
    }
