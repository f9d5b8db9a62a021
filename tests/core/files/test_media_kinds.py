"""Films, sounds and papers are what their bytes say, and whole."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from core.files.services import check_media_file
from core.files.uploads.checks import UploadRefused
from tests.factories.media import MEDIA, box, mp4, office

FILM = (MEDIA / "profil-whatsapp.mp4").read_bytes()
SOUND = (MEDIA / "contoh-pesan.mp3").read_bytes()
WEBM = (
    b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\x01\x00\x00\x00\x00\x00\x00\x10" + b"\x1f\x43\xb6\x75\x80"
)


def check(data, name="berkas.bin"):
    kind, checked = check_media_file(ContentFile(data, name=name))
    return kind, Path(checked.name).suffix


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (FILM, ("video", ".mp4")),
        (WEBM, ("video", ".webm")),
        (SOUND, ("audio", ".mp3")),
        (box(b"ftyp", b"M4A \x00\x00\x00\x00") + box(b"mdat", b"x") + box(b"moov", b"x"), ("audio", ".m4a")),
        (b"OggS" + b"\x00" * 24 + b"OpusHead" + b"\x00" * 40, ("audio", ".ogg")),
        (b"%PDF-1.7", ("document", ".pdf")),
        (office("xl/workbook.xml"), ("document", ".xlsx")),
        (office("word/document.xml"), ("document", ".docx")),
    ],
    ids=["mp4", "webm", "mp3", "m4a", "ogg", "pdf", "xlsx", "docx"],
)
def test_a_file_is_kept_as_what_it_is_whatever_it_is_called(data, kind):
    assert check(data, "kucing.html") == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (FILM[:-1000], "terpotong"),
        (mp4() + b"\xff\xff\xff\xffjunk", "terpotong"),
        (box(b"ftyp", b"isom") + box(b"mdat", b"x"), "tidak berisi"),
        (box(b"ftyp", b"isom") + b"\x00\x00\x00\x00mdat", "tidak berisi"),
        (box(b"ftyp", b"isom") + b"\x00\x00\x00\x04moov" * 10, "terpotong"),
        (box(b"ftyp", b"isom") + box(b"free") * 100_001, "terlalu banyak bagian"),
        (WEBM[:20], "WebM ini rusak|terpotong"),
        (b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska" + b"\x00" * 100, "bukan"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + b"\x00" * 50, "tidak berisi suara"),
        (b"OggS" + b"\x00" * 300, "bukan suara"),
        (office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "makro"),
        (office("lain/isi.xml"), "bukan Word"),
        (b"PK\x03\x04" + b"\x00" * 100, "rusak"),
        (b"<html><script>alert(1)</script>", "bukan"),
        (b"MZ" + b"\x00" * 500, "bukan"),
    ],
)
def test_what_is_broken_hostile_or_something_else_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        check(data, "film.mp4")


def test_each_kind_has_a_size_of_its_own():
    large = ContentFile(b"%PDF-1.7" + b"\x00" * 26 * 1024 * 1024, name="a.pdf")
    with pytest.raises(UploadRefused, match="25 MB"):
        check_media_file(large)
