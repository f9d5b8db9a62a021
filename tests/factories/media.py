"""Small films, sounds and papers that are what they claim to be."""

import io
import zipfile
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from core.files.models.media_file import MediaFile
from core.files.services import media_file_create

MEDIA = Path(__file__).resolve().parents[2] / "courses" / "demo" / "media"
CAPTIONS = b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nSelamat pagi.\n"


def box(name: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


def mp4(content: bytes = b"\x00" * 2000) -> bytes:
    """The boxes of an MP4 file in the order in which it plays while it loads."""
    return box(b"ftyp", b"isom\x00\x00\x02\x00isommp42") + box(b"moov", b"\x00" * 100) + box(b"mdat", content)


def a_video(*, content: bytes | None = None, captions: bytes = CAPTIONS, title: str = "Salam") -> MediaFile:
    file = ContentFile(mp4() if content is None else content, name="salam.mp4")
    return media_file_create(by=None, file=file, title=title, captions=captions)


def root_collection() -> Collection:
    """Where pictures and documents lie; made anew after a test that emptied every table."""
    return Collection.get_first_root_node() or Collection.add_root(name="Semua berkas")


def a_picture(title: str = "Sampul") -> Any:
    root_collection()
    out = io.BytesIO()
    Image.new("RGB", (320, 180), "green").save(out, "PNG")
    return get_image_model().objects.create(title=title, file=ContentFile(out.getvalue(), name="sampul.png"))


def video_block(file: MediaFile | None, **changes: Any) -> dict[str, Any]:
    value = {"title": "Salam", "file": file.pk if file else None, "address": "", "captions_checked": False}
    value |= {"poster": a_picture().pk, "transcript": "Selamat pagi.", **changes}
    return {"type": "video", "value": value}


def office(main_part: str, **extra: bytes) -> bytes:
    """The smallest archive that counts as an office file with this main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", main_part: b"<x/>", **extra}.items():
            archive.writestr(name, content)
    return out.getvalue()
