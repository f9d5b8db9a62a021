"""Runs in the sandbox: is a film, a sound or an office file built as its kind is? Free of Django.

Nothing is decoded: browsers do that, in a sandbox of their own. A file that is cut off or only dressed up is refused here,
because a participant on a slow network should not be the one who finds out.
"""

import zipfile
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from core.sandbox.verdict import Refused

MOST_BOXES = 100_000
MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
_CUT_OFF = "Berkas ini terpotong. Unggah lagi dari berkas aslinya."
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}


def inspect_mp4(path: str) -> dict[str, bool]:
    """Boxes that follow each other to the very end, with an index (moov) and contents (mdat)."""
    with Path(path).open("rb") as file:
        names = list(_boxes(file, Path(path).stat().st_size))
    if b"moov" not in names or b"mdat" not in names:
        raise Refused("Berkas MP4 ini tidak berisi video atau suara yang bisa diputar.")
    return {"plays_while_loading": names.index(b"moov") < names.index(b"mdat")}


def _boxes(file: BinaryIO, size: int) -> Iterator[bytes]:
    at = 0
    for _ in range(MOST_BOXES):
        if at == size:
            return
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8 or at + length > size:
            raise Refused(_CUT_OFF)
        yield head[4:8]
        at += length
    raise Refused("Berkas MP4 ini tersusun dari terlalu banyak bagian.")


def inspect_webm(path: str) -> dict[str, bool]:
    """An EBML head that says ``webm``, then a segment with at least one cluster of pictures or sound.

    A recording may leave the sizes of its parts open, so that a missing end can't be told here as it can in an MP4.
    """
    with Path(path).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if b"\x42\x82\x84webm" not in data[:64] or b"\x18\x53\x80\x67" not in data[:512]:
            raise Refused("Berkas WebM ini rusak.")
        if data.find(b"\x1f\x43\xb6\x75") < 0:
            raise Refused(_CUT_OFF)
    return {"plays_while_loading": True}


def inspect_mp3(path: str) -> dict[str, bool]:
    """After its tags, frames whose heads name a bit rate and a sampling rate that exist."""
    with Path(path).open("rb") as file:
        head = file.read(10)
        start = 0
        if head[:3] == b"ID3":
            start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.seek(start)
        frame = file.read(4)
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2 or frame[2] >> 4 in {0, 15} or frame[2] & 12 == 12:
        raise Refused("Berkas MP3 ini tidak berisi suara.")
    return {"plays_while_loading": True}


def inspect_ogg(path: str) -> dict[str, bool]:
    with Path(path).open("rb") as file:
        head = file.read(256)
    if b"OpusHead" not in head and b"\x01vorbis" not in head:
        raise Refused("Berkas OGG ini bukan suara Opus atau Vorbis.")
    return {"plays_while_loading": True}


def inspect_office(path: str) -> dict[str, str]:
    """Which office file a ZIP archive is. Raises Refused for macros, bombs and any other archive."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused("Isi berkas ini terlalu besar setelah dibuka.")
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("Berkas ini memuat makro. Simpan tanpa makro (DOCX, XLSX, atau PPTX), lalu unggah lagi.")
    found = [extension for part, extension in _MAIN_PARTS.items() if part in names]
    if len(found) != 1 or "[Content_Types].xml" not in names:
        raise Refused("Berkas ini bukan Word, Excel, atau PowerPoint.")
    return {"extension": found[0]}


def count_pdf_pages(path: str) -> dict[str, int]:
    import pypdfium2  # each child loads what its own file needs

    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    if not pages:
        raise Refused("Berkas PDF ini tidak berisi halaman.")
    return {"pages": pages}
