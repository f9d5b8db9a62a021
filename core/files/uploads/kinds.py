"""Kinds of files we take, recognised by their first bytes: a name or a browser's word proves nothing."""

import re
from dataclasses import dataclass

from core.files import text_headers

HEAD = 1024
"""Bytes that tell every kind but some lists of other systems; these take ``heads.HEAD``."""
_ARRAY = re.compile(r"\[\s*[{\[]")


@dataclass(frozen=True)
class FileKind:
    """``extensions`` are those a file of this kind may carry; the first is given to one that is mislabelled."""

    label: str
    extensions: tuple[str, ...]
    content_type: str


PDF = FileKind("PDF", ("pdf",), "application/pdf")
PNG = FileKind("PNG", ("png",), "image/png")
JPEG = FileKind("JPEG", ("jpg", "jpeg"), "image/jpeg")
WEBP = FileKind("WebP", ("webp",), "image/webp")
JSON = FileKind("JSON", ("json",), "application/json")
XML = FileKind("XML", ("xml", "onix", "opds", "atom"), "application/xml")
MARC = FileKind("MARC", ("mrc", "marc", "dat", "iso"), "application/marc")
CSV = FileKind("CSV", ("csv", "tsv", "txt"), "text/csv")
PICTURES = (PNG, JPEG, WEBP)
MP4 = FileKind("MP4", ("mp4", "m4v"), "video/mp4")
WEBM = FileKind("WebM", ("webm",), "video/webm")
VIDEOS = (MP4, WEBM)
MP3 = FileKind("MP3", ("mp3",), "audio/mpeg")
M4A = FileKind("M4A", ("m4a",), "audio/mp4")
OGG = FileKind("OGG", ("ogg", "oga", "opus"), "audio/ogg")
AUDIOS = (MP3, M4A, OGG)
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind("Word (DOCX)", ("docx",), f"{_OFFICE}.wordprocessingml.document")
XLSX = FileKind("Excel (XLSX)", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet")
PPTX = FileKind("PowerPoint (PPTX)", ("pptx",), f"{_OFFICE}.presentationml.presentation")
OFFICE = (DOCX, XLSX, PPTX)
EPUB = FileKind("EPUB", ("epub",), "application/epub+zip")
# A ZIP archive; only its contents tell which of OFFICE it is, or none.
ARCHIVE = FileKind("ZIP", ("zip",), "application/zip")


def kind_of(head: bytes) -> FileKind | None:
    """The kind that these first bytes belong to. A PDF may have up to 1,024 bytes of other matter before its header."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return EPUB if head[30:58] == b"mimetypeapplication/epub+zip" else ARCHIVE
    if (sound_or_film := _media_kind(head)) is not None:
        return sound_or_film
    if b"%PDF-" in head[:HEAD]:
        return PDF
    return _text_kind(head)


def _text_kind(head: bytes) -> FileKind | None:
    """Lists and records of other systems. Anything readable that has a separator can be a CSV file: its readers judge it."""
    if text_headers.is_marc(head):
        return MARC
    text = text_headers.beginning_of(head)
    if text.startswith("{") or _ARRAY.match(text):
        return JSON
    if text.startswith("<"):
        return XML
    has_separator = any(separator in text for separator in ",;\t|")
    return CSV if has_separator and "\x00" not in text else None


def _media_kind(head: bytes) -> FileKind | None:
    if head[4:8] == b"ftyp":
        return M4A if head[8:12] in {b"M4A ", b"M4B "} else MP4
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if b"webm" in head[:64] else None  # the same container is also Matroska, which phones don't play
    if head.startswith(b"OggS"):
        return OGG
    is_frame = len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return MP3 if head.startswith(b"ID3") or is_frame else None
