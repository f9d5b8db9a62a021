"""Which catalogue format a file is in, by what is in it and never by its name; or what it is instead."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from core.files import text_headers
from core.sandbox.verdict import Refused
from elibrary.formats import decoding
from elibrary.formats.tables.delimited import delimiter_of, sample_of


class Format(StrEnum):
    ONIX = "onix"
    OPDS1 = "opds1"
    OPDS2 = "opds2"
    MARC = "marc"
    XLSX = "xlsx"
    CSV = "csv"


TAKEN = "ONIX, OPDS, MARC, XLSX, atau CSV"
_HEAD = 262_144
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_KNOWN_OTHERS = (
    (b"%PDF", "Ini berkas PDF. Minta katalognya sebagai {taken}."),
    (b"PK\x05\x06", "Ini berkas ZIP yang kosong. Minta katalognya lagi dari penerbit."),
    (b"\x1f\x8b", "Ini berkas gzip (.gz). Buka dulu, lalu unggah katalog yang ada di dalamnya."),
    (b"7z\xbc\xaf", "Ini berkas 7-Zip. Buka dulu, lalu unggah katalog yang ada di dalamnya."),
    (b"Rar!", "Ini berkas RAR. Buka dulu, lalu unggah katalog yang ada di dalamnya."),
    (b"\x89PNG", "Ini gambar. Minta katalognya sebagai {taken}."),
    (b"\xff\xd8\xff", "Ini gambar. Minta katalognya sebagai {taken}."),
    (b"GIF8", "Ini gambar. Minta katalognya sebagai {taken}."),
    (b"{\\rtf", "Ini dokumen Word (RTF). Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah lagi."),
    (b"SQLite format 3", "Ini basis data SQLite. Ekspor isinya sebagai CSV, lalu unggah lagi."),
)
_IN_ZIP = (
    ("xl/workbook.bin", "Ini Excel biner (.xlsb). Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."),
    ("META-INF/container.xml", "Ini buku (EPUB), bukan katalog. Kirim bukunya setelah dipesan."),
    ("word/document.xml", "Ini dokumen Word. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah lagi."),
    ("ppt/presentation.xml", "Ini presentasi PowerPoint. Minta katalognya sebagai {taken}."),
    ("content.xml", "Ini berkas LibreOffice. Simpan sebagai Excel (.xlsx), lalu unggah lagi."),
)
_LOCKED = (
    "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya (File → Info → Protect Workbook), simpan, "
    "lalu unggah lagi."
)
_OLD = "Berkas ini berjenis Office lama (.xls). Buka di Excel, simpan sebagai Excel Workbook (.xlsx), lalu unggah lagi."
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_JSON_FEED = re.compile(r'"(?:publications|groups|navigation)"\s*:')
_ATOM, _MARCXML = "http://www.w3.org/2005/Atom", "http://www.loc.gov/MARC21/slim"


def recognise(path: str) -> Format:
    """Raises Refused with a sentence that names the kind of the file."""
    with Path(path).open("rb") as source:
        head = source.read(_HEAD)
    if not head.strip(b"\x00 \r\n\t"):
        raise Refused("Berkas ini kosong. Minta katalognya lagi dari penerbit.")
    if head.startswith(_ZIP):
        return _in_zip(path)
    if head.startswith(_OLE):
        raise Refused(_LOCKED if _ENCRYPTED in head else _OLD)
    _refuse_others(head)
    if text_headers.is_marc(head):
        return Format.MARC
    return _in_text(decoding.decode(head, text_headers.encoding_of(head)).lstrip("\ufeff \t\r\n"))


def _refuse_others(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for sign, sentence in _KNOWN_OTHERS:
        if start.startswith(sign):
            raise Refused(sentence.format(taken=TAKEN))


def _in_zip(path: str) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("Berkas ini rusak atau tidak terunggah seutuhnya. Unggah lagi.") from error
    if "xl/workbook.xml" in names:
        return Format.XLSX
    for name, sentence in _IN_ZIP:
        if name in names:
            raise Refused(sentence.format(taken=TAKEN))
    raise Refused("Ini berkas ZIP. Buka dulu, lalu unggah katalog yang ada di dalamnya.")


def _in_text(text: str) -> Format:
    if text.startswith("<"):
        return _in_xml(text)
    if text.startswith(("{", "[")):
        return _in_json(text)
    if (
        sum((sign < " " and sign not in "\t\r\n\x0c") or sign == decoding.LOST for sign in text[:4000])
        > len(text[:4000]) * 0.02
    ):
        raise Refused(f"Jenis berkas ini tidak dikenali. Yang dapat dibaca: {TAKEN}.")
    if delimiter_of(sample_of(text)):
        return Format.CSV
    raise Refused(f"Ini teks biasa tanpa kolom: “{_start(text)}”. Yang dapat dibaca: {TAKEN}.")


def _in_xml(text: str) -> Format:
    at = 0
    while prolog := _PROLOG.match(text, at):
        at = prolog.end()
    root = _ROOT.match(text, at)
    name = root[1] if root else ""
    if name.casefold() == "onixmessage":
        return Format.ONIX
    if name in ("feed", "entry") and _ATOM in text:
        return Format.OPDS1
    if _MARCXML in text or (name in ("collection", "record") and "datafield" in text):
        return Format.MARC
    raise Refused(_other_markup(name, text))


def _other_markup(name: str, text: str) -> str:
    if name.casefold() in ("html", "head", "body") or "<html" in text[:2000].casefold():
        title = _TITLE.search(text)
        said = f" berjudul “{_start(title[1])}”" if title else ""
        return f"Ini halaman web (HTML){said}, mungkin pesan galat. Unduh katalognya lagi dari penerbit."
    if name.startswith("mods"):
        return "Ini berkas MODS. Ekspor katalognya sebagai MARC, MARCXML, atau CSV."
    if name == "rss":
        return "Ini umpan RSS, bukan OPDS. Minta alamat OPDS dari penerbit."
    if name == "Workbook":
        return "Ini lembar XML Excel 2003. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
    return f"Ini XML dengan unsur <{name[:40]}>, bukan katalog yang dikenali. Yang dapat dibaca: {TAKEN}."


def _in_json(text: str) -> Format:
    if _JSON_FEED.search(text):
        return Format.OPDS2
    raise Refused(f"Ini JSON, tetapi bukan umpan OPDS 2.0: “{_start(text)}”. Yang dapat dibaca: {TAKEN}.")


def _start(text: str) -> str:
    return " ".join(text[:200].split())[:80]
