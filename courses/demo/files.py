"""Stores the files of the demo course as staff would upload them."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from core.documents.pdf import new_document
from core.files.models.media_file import MediaFile
from core.files.services import media_file_create
from courses.demo import marketing
from courses.demo.marketing_media import PICTURES
from courses.demo.photo_pictures import DRAWN

_MEDIA = Path(__file__).parent / "media"
_MADE_AT = datetime(2026, 11, 24, tzinfo=UTC)
# name: (file, title)
_FILES = {
    "profil-whatsapp": ("profil-whatsapp.mp4", "Tiga hal di profil WhatsApp Business"),
    "contoh-pesan": ("contoh-pesan.mp3", "Contoh jawaban penjual"),
    "hitung-harga": ("hitung-harga.xlsx", "Lembar hitung harga"),
}


def kept_files() -> dict[str, int]:
    """The key of each file and picture by its name; what a broken-off seed has stored already is used again."""
    stored = {name: _media(title, (_MEDIA / file).read_bytes(), file) for name, (file, title) in _FILES.items()}
    stored["daftar-periksa"] = _media(marketing.CHECKLIST_TITLE, _checklist(), "daftar-periksa.pdf")
    return stored | {name: _picture(name, title) for name, (title, _) in (PICTURES | DRAWN).items()}


def _media(title: str, content: bytes, name: str) -> int:
    existing = MediaFile.objects.filter(title=title, size=len(content)).first()
    if existing is not None:
        return existing.pk
    captions = _MEDIA / Path(name).with_suffix(".vtt").name
    words = captions.read_bytes() if captions.exists() else b""
    file: File = ContentFile(content, name=name)
    return media_file_create(by=None, file=file, title=title, captions=words).pk


def _picture(name: str, title: str) -> int:
    model = get_image_model()
    existing = model.objects.filter(title=title).first()
    if existing is not None:
        return int(existing.pk)
    content = BytesIO((_MEDIA / f"{name}.png").read_bytes())
    return int(model.objects.create(title=title, file=ImageFile(content, name=f"{name}.png")).pk)


def _checklist() -> bytes:
    document = new_document(title=marketing.CHECKLIST_TITLE, created_at=_MADE_AT)
    document.add_page()
    document.heading(marketing.CHECKLIST_TITLE)
    for heading, points in marketing.CHECKLIST:
        document.heading(heading, level=2)
        document.listing([("•", point) for point in points])
    return bytes(document.output())
